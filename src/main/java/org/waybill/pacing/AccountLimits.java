package org.waybill.pacing;

import java.time.Duration;
import java.util.Map;
import org.waybill.plivo.AccountKeys;
import org.waybill.settings.Settings;

/**
 * The limits of one account.
 *
 * @param ofKind of each kind of call by itself
 * @param requests of all kinds together
 * @param concurrent requests under way at a time
 */
record AccountLimits(Map<CallKind, Pace> ofKind, Pace requests, int concurrent) {
  /** Requests that left evenly arrive unevenly; Plivo counts them as they arrive. */
  private static final Duration JITTER = Duration.ofMillis(100);

  static AccountLimits of(AccountKeys keys, Settings settings) {
    int messages = settings.number(keys.shared("messages-per-second"), 5, 1, 10_000);
    int questions = PacingSettings.questionsPerSecond(settings);
    int lists = settings.number("waybill.unconfirmed.lists-per-minute", 20, 1, 10_000);
    int requests = settings.number(keys.shared("requests-per-5s"), 300, 1, 100_000);
    return new AccountLimits(
        Map.of(
            CallKind.SEND, new Pace(messages, Duration.ofSeconds(1)),
            CallKind.QUESTION, new Pace(questions, Duration.ofSeconds(1)),
            CallKind.LIST, new Pace(lists, Duration.ofMinutes(1).plus(JITTER))),
        new Pace(requests, Duration.ofSeconds(5).plus(JITTER)),
        settings.number(keys.shared("concurrent-requests"), 100, 1, 10_000));
  }
}
