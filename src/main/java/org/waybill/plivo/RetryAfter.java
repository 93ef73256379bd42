package org.waybill.plivo;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header of RFC 9110, 10.2.3: seconds or a date. */
final class RetryAfter {
  // A strange header must not stop sending for days.
  private static final Duration MOST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Zero if there is no header or it cannot be read. */
  static Duration parse(String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration asked = header.matches("[0-9]{1,9}") ? seconds(header) : until(header, now);
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }

  private static Duration seconds(String header) {
    return Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration until(String header, Instant now) {
    try {
      ZonedDateTime at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, at);
    } catch (DateTimeException neitherSecondsNorDate) {
      return Duration.ZERO;
    }
  }
}
