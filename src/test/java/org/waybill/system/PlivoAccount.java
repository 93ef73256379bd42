package org.waybill.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * An account that the sandbox knows.
 *
 * @param token the newest
 */
record PlivoAccount(String authId, String token) {
  static final String AUTH_ID = "MASANDBOX00000000000";
  static final String TOKEN = "newest-token-5d1f0c9a7be24c3f8a60e2b7d4";
  static final String OLD_TOKEN = "former-token-91b3a8c6f2d74e0b9c5a1e8f30";
  static final String MAIN_TOKEN = "main-token-c47e0a1d9f3b4862a5d8b6e1f7";

  /** Half-way through a rotation of its token. */
  static final PlivoAccount DEFAULT = new PlivoAccount(AUTH_ID, TOKEN);

  /** Sends from a pool, of which only two can reach the US. */
  static final PlivoAccount ALERTS =
      new PlivoAccount("MAALERTS000000000000", "alerts-token-2f9b7d40c8e6415a93b1d7f0a2");

  static final String ALERTS_SENDERS = "+14155550171,+14155550172,Waybill";

  /** Sends from a powerpack. */
  static final PlivoAccount BULK =
      new PlivoAccount("MABULK00000000000000", "bulk-token-8a03c5e1f76b4d29b0e4c6a8d1");

  static final String BULK_POWERPACK = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";

  static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("plivo.auth-id", AUTH_ID),
        Map.entry("plivo.auth-token", TOKEN + "," + OLD_TOKEN),
        Map.entry("plivo.main-auth-token", MAIN_TOKEN),
        Map.entry("plivo.accounts", "alerts,bulk"),
        Map.entry("plivo.alerts.auth-id", ALERTS.authId),
        Map.entry("plivo.alerts.auth-token", ALERTS.token),
        Map.entry("plivo.alerts.senders", ALERTS_SENDERS),
        Map.entry("plivo.bulk.auth-id", BULK.authId),
        Map.entry("plivo.bulk.auth-token", BULK.token),
        Map.entry("plivo.bulk.powerpack", BULK_POWERPACK));
  }

  static String basic() {
    return DEFAULT.authorization();
  }

  String authorization() {
    String pair = authId + ":" + token;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
