package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.plivo.SubmitResult.Retryable;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final RetryPolicy POLICY =
      new RetryPolicy(
          Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1));

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
  @CsvSource({"1, 1", "2, 2", "3, 4", "8, 128", "9, 256", "10, 300", "40, 300", "2000000000, 300"})
  void doublesTheLongestPauseUpToTheCap(int tries, long seconds) {
    assertThat(next(retryable(Duration.ZERO, false), tries, NOW))
        .contains(NOW.plusSeconds(seconds));
  }

  @Test
  void drawsEveryPauseFromZeroToTheLongest() {
    Random random = new Random(7);
    for (int draw = 0; draw < 1_000; draw++) {
      Instant next =
          POLICY.nextTry(retryable(Duration.ZERO, false), 4, NOW, NOW, random).orElseThrow();
      assertThat(next).isBetween(NOW, NOW.plusSeconds(8));
    }
  }

  @Test
  void waitsAtLeastAsLongAsPlivoAsks() {
    assertThat(next(retryable(Duration.ofSeconds(30), false), 1, NOW))
        .contains(NOW.plusSeconds(30));
  }

  @Test
  void holdsWhenTheAccountIsAtFault() {
    assertThat(next(retryable(Duration.ZERO, true), 9, NOW)).contains(NOW.plusSeconds(60));
  }

  @Test
  void givesUpOnAMessageThatIsTooOld() {
    assertThat(next(retryable(Duration.ZERO, false), 1, NOW.minus(Duration.ofHours(1)))).isEmpty();
  }

  private static Optional<Instant> next(Retryable result, int tries, Instant createdAt) {
    return POLICY.nextTry(result, tries, createdAt, NOW, LONGEST);
  }

  private static Retryable retryable(Duration retryAfter, boolean hold) {
    return new Retryable(OptionalInt.of(429), retryAfter, "why", hold);
  }
}
