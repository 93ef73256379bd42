package org.waybill.plivo;

import org.waybill.settings.Settings;

/**
 * How the settings of an account are called: {@code plivo.auth-id} of the default account, {@code
 * plivo.alerts.auth-id} of the one named alerts.
 */
public record AccountKeys(String account, Settings settings) {
  private static final String PLIVO = "plivo.";

  /** What each account has for itself: credentials, senders, caps. */
  public String own(String part) {
    return PLIVO + (account.equals(PlivoAccount.DEFAULT) ? "" : account + ".") + part;
  }

  /** What an account takes over from the default account unless it is set: addresses, limits. */
  public String shared(String part) {
    return settings.text(own(part)).isPresent() ? own(part) : PLIVO + part;
  }
}
