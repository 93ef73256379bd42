package org.waybill.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final Pace FIVE_A_SECOND = new Pace(5, Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "0, 5, 5", "0, 100, 5", "3, 100, 2", "4, 1, 1"})
  void grantsWhatIsLeftOfThePeriod(int used, int wanted, int granted) {
    Usage usage = new Usage(used, NOW.minusMillis(300));

    assertThat(FIVE_A_SECOND.grant(usage, wanted, NOW)).isEqualTo(new Grant(granted, NOW));
  }

  @ParameterizedTest
  @CsvSource({"5", "9"})
  void waitsUntilTheOldestIsAPeriodAgo(int used) {
    Usage usage = new Usage(used, NOW.minusMillis(300));

    assertThat(FIVE_A_SECOND.grant(usage, 1, NOW)).isEqualTo(Grant.noneUntil(NOW.plusMillis(700)));
  }

  @Test
  void allowsWhatBothLimitsAllow() {
    Grant four = new Grant(4, NOW);
    Grant two = new Grant(2, NOW.plusSeconds(1));
    Grant none = Grant.noneUntil(NOW.plusSeconds(2));
    Grant noneForLonger = Grant.noneUntil(NOW.plusSeconds(3));

    assertThat(four.and(two)).isEqualTo(two);
    assertThat(two.and(four)).isEqualTo(two);
    assertThat(two.and(none)).isEqualTo(none);
    assertThat(none.and(noneForLonger)).isEqualTo(noneForLonger);
  }
}
