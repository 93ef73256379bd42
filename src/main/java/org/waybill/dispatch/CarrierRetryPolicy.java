package org.waybill.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waybill.message.Attempt;
import org.waybill.message.Message;
import org.waybill.plivo.ErrorCode;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/**
 * When a message that the carrier could not deliver for the moment gets a new attempt.
 *
 * @param codes Plivo's error codes that pass
 * @param delays before the attempt that follows the first, second, ... such failure; none for no
 *     such attempts
 */
record CarrierRetryPolicy(Set<String> codes, List<Duration> delays) {
  private static final String CODES = "waybill.carrier-retry.codes";
  private static final String DELAYS = "waybill.carrier-retry.delays";
  private static final String OFF = "none";

  /** Each attempt costs money. */
  private static final int MOST = 3;

  private static final List<Duration> DEFAULT_DELAYS =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

  /** Sending to somebody who opted out again costs the sender its number. */
  private static final String OPTED_OUT = "200";

  static CarrierRetryPolicy from(Settings settings) {
    List<String> codes = settings.list(CODES);
    if (!codes.stream().allMatch(code -> code.matches("[0-9]{1,4}"))) {
      throw new SettingException(
          CODES, "it is Plivo's error codes, comma-separated, such as 20,80.");
    }
    Set<String> chosen = new HashSet<>(codes.isEmpty() ? ErrorCode.retryableCodes() : codes);
    chosen.remove(OPTED_OUT);
    return new CarrierRetryPolicy(Set.copyOf(chosen), delays(settings));
  }

  private static List<Duration> delays(Settings settings) {
    if (settings.text(DELAYS).filter(OFF::equalsIgnoreCase).isPresent()) {
      return List.of();
    }
    List<Duration> delays = settings.durations(DELAYS, DEFAULT_DELAYS);
    if (delays.size() > MOST) {
      throw new SettingException(
          DELAYS, "it is none, or at most three durations such as PT5M,PT30M,PT2H.");
    }
    return delays;
  }

  /** When the next attempt follows; empty when the message is final as it stands. */
  Optional<Instant> nextAttempt(Message message, Instant now) {
    if (!mayFollow(message, now)) {
      return Optional.empty();
    }
    Instant dueAt = now.plus(delays.get(failures(message) - 1));
    return message.isExpired(dueAt) ? Optional.empty() : Optional.of(dueAt);
  }

  /** Whether one more attempt is allowed as the message stands. */
  boolean mayFollow(Message message, Instant now) {
    return message.mayBeRetried()
        && passes(message.latest())
        && failures(message) <= delays.size()
        && !message.retryWasTakenBack()
        && !message.isExpired(now);
  }

  /** How many attempts ended so, opened by whomever. */
  private int failures(Message message) {
    return (int) message.attempts().stream().filter(this::passes).count();
  }

  /** Whether a failure with this code may pass; null for no failure. */
  boolean mayPass(String code) {
    return code != null && codes.contains(code);
  }

  private boolean passes(Attempt attempt) {
    return attempt.reason() != null
        && codes.contains(attempt.reason().code())
        && !attempt.provisional();
  }
}
