package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.testing.SettableClock;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), 12, Duration.ofHours(1));

  /** Draws the longest pause that the policy allows. */
  private static final RandomGenerator LONGEST =
      new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "8, 128", "9, 256", "10, 300", "11, 300"})
  void doublesTheLongestPauseUpToTheCap(int failures, long seconds) {
    assertThat(next(failures, Duration.ZERO, NOW)).contains(NOW.plusSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"40", "2000000000"})
  void survivesAnyNumberOfFailures(int failures) {
    RetryPolicy patient =
        new RetryPolicy(
            Duration.ofSeconds(1), Duration.ofMinutes(5), Integer.MAX_VALUE, Duration.ofHours(1));

    assertThat(patient.nextTry(failures, Duration.ZERO, NOW, NOW, LONGEST))
        .contains(NOW.plusSeconds(300));
  }

  @Test
  void drawsEveryPauseFromZeroToTheLongest() {
    Random random = new Random(7);
    for (int draw = 0; draw < 1_000; draw++) {
      Instant next = POLICY.nextTry(4, Duration.ZERO, NOW, NOW, random).orElseThrow();
      assertThat(next).isBetween(NOW, NOW.plusSeconds(8));
    }
  }

  @Test
  void waitsAtLeastAsLongAsPlivoAsks() {
    assertThat(next(1, Duration.ofSeconds(30), NOW)).contains(NOW.plusSeconds(30));
  }

  @Test
  void givesUpOnAMessageThatHasFailedForTooLong() {
    assertThat(next(1, Duration.ZERO, NOW.minus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void givesUpOnAMessageThatHasFailedTooOften() {
    assertThat(next(11, Duration.ZERO, NOW)).isPresent();
    assertThat(next(12, Duration.ZERO, NOW)).isEmpty();
  }

  @Test
  void retriesWithBackoffThenGivesUp() {
    SettableClock clock = new SettableClock(NOW);
    int failures = 1;
    Optional<Instant> next = next(failures, clock);
    while (next.isPresent()) {
      clock.set(next.get());
      failures++;
      next = next(failures, clock);
    }

    assertThat(failures).isEqualTo(12);
    // 1 + 2 + 4 + ... + 256, then twice the cap
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(511 + 2 * 300));
  }

  private static Optional<Instant> next(int failures, SettableClock clock) {
    return POLICY.nextTry(failures, Duration.ZERO, NOW, clock.instant(), LONGEST);
  }

  private static Optional<Instant> next(int failures, Duration retryAfter, Instant failingSince) {
    return POLICY.nextTry(failures, retryAfter, failingSince, NOW, LONGEST);
  }
}
