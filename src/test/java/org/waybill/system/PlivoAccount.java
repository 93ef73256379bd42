package org.waybill.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The account that the sandbox knows, half-way through a rotation of its token. */
final class PlivoAccount {
  static final String AUTH_ID = "MASANDBOX00000000000";
  static final String TOKEN = "newest-token-5d1f0c9a7be24c3f8a60e2b7d4";
  static final String OLD_TOKEN = "former-token-91b3a8c6f2d74e0b9c5a1e8f30";
  static final String MAIN_TOKEN = "main-token-c47e0a1d9f3b4862a5d8b6e1f7";

  private PlivoAccount() {}

  static String basic() {
    String pair = AUTH_ID + ":" + TOKEN;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
