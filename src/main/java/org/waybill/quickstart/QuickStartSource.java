package org.waybill.quickstart;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Answers what a production start would have to be told. Every other source comes before this one.
 */
public class QuickStartSource implements ConfigSource {
  private static final int AFTER_EVERYTHING_ELSE = 10;

  private final Map<String, Supplier<String>> answers =
      Boolean.getBoolean("waybill.quickstart")
          ? Map.of("waybill.api-key", QuickStartSource::apiKey)
          : Map.of();

  static String address() {
    return "http://127.0.0.1:" + System.getProperty("waybill.port", "8080");
  }

  /** A server may ask every source: without need no file is made. */
  private static String apiKey() {
    return ApiKeyFile.needed() ? ApiKeyFile.inDataDirectory().key() : null;
  }

  @Override
  public String getValue(String name) {
    return answers.getOrDefault(name, () -> null).get();
  }

  @Override
  public Set<String> getPropertyNames() {
    return answers.keySet();
  }

  @Override
  public String getName() {
    return "quick start";
  }

  @Override
  public int getOrdinal() {
    return AFTER_EVERYTHING_ELSE;
  }
}
