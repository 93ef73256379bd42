package org.waybill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** Who may call and how often. The key itself is not kept, only its hash. */
@ApplicationScoped
public class AccessSettings {
  private byte[] keyHash;
  private int sendsPerMinute;
  private int readsPerMinute;
  private int refusalsPerMinute;
  private int callbacksPerMinute;

  protected AccessSettings() {}

  @Inject
  public AccessSettings(Settings settings) {
    keyHash =
        sha256(
            settings.requiredText(
                "waybill.api-key",
                "it is the key that callers of the API send as a bearer token."));
    sendsPerMinute = settings.number("waybill.limits.sends-per-minute", 6_000, 1, 10_000_000);
    readsPerMinute = settings.number("waybill.limits.reads-per-minute", 6_000, 1, 10_000_000);
    refusalsPerMinute = settings.number("waybill.limits.refusals-per-minute", 600, 1, 10_000_000);
    callbacksPerMinute =
        settings.number("waybill.limits.callbacks-per-minute", 60_000, 1, 100_000_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Takes the same time for every wrong key. */
  boolean isKey(String presented) {
    return MessageDigest.isEqual(keyHash, sha256(presented));
  }

  int sendsPerMinute() {
    return sendsPerMinute;
  }

  int readsPerMinute() {
    return readsPerMinute;
  }

  int refusalsPerMinute() {
    return refusalsPerMinute;
  }

  int callbacksPerMinute() {
    return callbacksPerMinute;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
