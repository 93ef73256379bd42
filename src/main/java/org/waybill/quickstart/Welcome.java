package org.waybill.quickstart;

import java.nio.file.Path;

/** The three lines that a person can use. No line holds a secret. */
record Welcome(String address, Path keyFile, String data) {
  /** Ends in no sandbox code: it is delivered. */
  private static final String BODY = "{\"to\":\"+14155552671\",\"text\":\"Hello from Waybill\"}";

  String lines() {
    return String.join(System.lineSeparator(), console(), command(), "Data: " + data);
  }

  private String console() {
    return "Waybill is ready: " + address + "/";
  }

  private String command() {
    return "curl -X POST %s/api/v1/messages -H \"Authorization: Bearer %s\" -H 'Content-Type: application/json' -d '%s'"
        .formatted(address, key(), BODY);
  }

  private String key() {
    return keyFile == null
        ? "$WAYBILL_API_KEY"
        : "$(cat '" + keyFile.toString().replace("'", "'\\''") + "')";
  }
}
