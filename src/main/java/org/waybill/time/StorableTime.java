package org.waybill.time;

import java.time.DateTimeException;
import java.time.Instant;

/** Times that every database can hold. */
public final class StorableTime {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private StorableTime() {}

  /**
   * @throws DateTimeException outside of the years 1970 to 9999
   */
  public static Instant checked(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("not a time of the years 1970 to 9999");
    }
    return time;
  }
}
