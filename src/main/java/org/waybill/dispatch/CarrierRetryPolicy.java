package org.waybill.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waybill.message.Message;
import org.waybill.plivo.ErrorCode;
import org.waybill.settings.Settings;

/**
 * When a message that the carrier could not deliver for the moment gets a new attempt.
 *
 * @param codes Plivo's error codes that pass
 * @param delays before the second, third, ... attempt; none for no such attempts
 */
record CarrierRetryPolicy(Set<String> codes, List<Duration> delays) {
  /** Sending to somebody who opted out again costs the sender its number. */
  private static final String OPTED_OUT = "200";

  static CarrierRetryPolicy from(Settings settings) {
    List<String> codes = settings.list("waybill.carrier-retry.codes");
    List<Duration> delays = settings.durations("waybill.carrier-retry.delays", List.of());
    Set<String> chosen = new HashSet<>(codes.isEmpty() ? ErrorCode.retryableCodes() : codes);
    chosen.remove(OPTED_OUT);
    return new CarrierRetryPolicy(Set.copyOf(chosen), delays);
  }

  /** Empty when the message is final as it stands. */
  Optional<Instant> nextAttempt(Message message, Instant now) {
    int made = message.attempts().size();
    boolean passes = message.reason().filter(why -> codes.contains(why.code())).isPresent();
    if (!passes || !message.mayBeRetried() || message.provisional() || made > delays.size()) {
      return Optional.empty();
    }
    Instant dueAt = now.plus(delays.get(made - 1));
    return message.expiresAt().filter(expiry -> !dueAt.isBefore(expiry)).isPresent()
        ? Optional.empty()
        : Optional.of(dueAt);
  }
}
