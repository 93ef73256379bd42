package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "7,PT7S",
    "999999999,PT1H",
    "99999999999999999999,PT0S",
    "-3,PT0S",
    "soon,PT0S",
    "'Mon, 23 Nov 2026 12:01:00 GMT',PT1M",
    "'Mon, 23 Nov 2026 11:59:00 GMT',PT0S",
    "'Tue, 23 Nov 2027 12:00:00 GMT',PT1H"
  })
  void readsSecondsAndDatesWithinReason(String header, Duration expected) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(expected);
  }

  @Test
  void isZeroWithoutTheHeader() {
    assertThat(RetryAfter.parse(null, NOW)).isZero();
  }
}
