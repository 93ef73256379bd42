package org.waybill.plivo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waybill.settings.Settings;

/** A valid account and submission, to be changed one setting at a time. */
final class Apis {
  static final String AUTH_ID = "MA1234567890ABCDEFGH";
  static final String AUTH_TOKEN = "newest-token";
  static final String SENDER = "+14155550123";
  static final String RECIPIENT = "+447946000999";
  static final URI CALLBACK = URI.create("https://sms.example.com/api/webhooks/plivo/sms/attempt");
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Apis() {}

  static AccountApi at(ScriptedPlivo plivo, String... more) {
    return at(plivo.baseUrl(), more);
  }

  /** {@code more} alternates names and values. */
  static AccountApi at(String baseUrl, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("plivo.auth-id", AUTH_ID);
    settings.put("plivo.auth-token", AUTH_TOKEN + ",older-token");
    settings.put("plivo.base-url", baseUrl);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    return new AccountApi(new PlivoAccounts(source).all().get(0), () -> NOW);
  }

  static Submission submission() {
    return submission("Your code is 4711.");
  }

  static Submission submission(String text) {
    return new Submission(SENDER, RECIPIENT, text, CALLBACK, null, NOW);
  }

  static Submission expiringIn(Duration time) {
    return new Submission(SENDER, RECIPIENT, "text", CALLBACK, NOW.plus(time), NOW);
  }
}
