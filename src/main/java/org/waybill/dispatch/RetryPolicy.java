package org.waybill.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waybill.plivo.SubmitResult.Retryable;

/**
 * When a send that Plivo surely did not take is made again: exponential backoff with full jitter.
 *
 * @param base backoff after the first try
 * @param cap longest backoff
 * @param hold pause when the account is at fault, not the message
 * @param giveUpAfter how long after it was first due a message is not tried again
 */
record RetryPolicy(Duration base, Duration cap, Duration hold, Duration giveUpAfter) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param tries made so far, at least 1
   * @return empty when the message has been due for too long
   */
  Optional<Instant> nextTry(
      Retryable result, int tries, Instant dueSince, Instant now, RandomGenerator random) {
    Instant next = now.plus(pause(result, tries, random));
    return next.isAfter(dueSince.plus(giveUpAfter)) ? Optional.empty() : Optional.of(next);
  }

  private Duration pause(Retryable result, int tries, RandomGenerator random) {
    Duration backoff = result.hold() ? hold : jittered(tries, random);
    return backoff.compareTo(result.retryAfter()) > 0 ? backoff : result.retryAfter();
  }

  private Duration jittered(int tries, RandomGenerator random) {
    long longest = base.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
    long most = longest < 0 ? cap.toMillis() : Math.min(longest, cap.toMillis());
    return Duration.ofMillis(random.nextLong(Math.max(most, 1) + 1));
  }
}
