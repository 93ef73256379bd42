package org.waybill.settings;

/**
 * A setting is missing or malformed. The message is one sentence for the operator and never holds
 * the value.
 */
public class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingException(String setting, String whatToSet) {
    super("Set %s (environment %s): %s".formatted(setting, environmentName(setting), whatToSet));
  }

  private static String environmentName(String setting) {
    return setting.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }
}
