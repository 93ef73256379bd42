package org.waybill.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a send that Plivo turned away for the moment is made again: exponential backoff with full
 * jitter.
 *
 * @param base backoff after the first failure
 * @param cap longest backoff
 * @param mostTries after so many failures a message is not tried again
 * @param giveUpAfter how long after the first failure a message is not tried again; what it waited
 *     before, for its time, its account's credit or its turn, is no failure
 */
public record RetryPolicy(Duration base, Duration cap, int mostTries, Duration giveUpAfter) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param failures so far, at least 1
   * @param atLeast the pause that Plivo asked for
   * @param failingSince when Plivo first turned it away, later by what it waited for anything else
   * @return empty when the message has failed too often, or for too long
   */
  public Optional<Instant> nextTry(
      int failures, Duration atLeast, Instant failingSince, Instant now, RandomGenerator random) {
    Duration backoff = jittered(failures, random);
    Instant next = now.plus(backoff.compareTo(atLeast) > 0 ? backoff : atLeast);
    return failures >= mostTries || next.isAfter(failingSince.plus(giveUpAfter))
        ? Optional.empty()
        : Optional.of(next);
  }

  private Duration jittered(int failures, RandomGenerator random) {
    long longest = base.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long most = longest < 0 ? cap.toMillis() : Math.min(longest, cap.toMillis());
    return Duration.ofMillis(random.nextLong(Math.max(most, 1) + 1));
  }
}
