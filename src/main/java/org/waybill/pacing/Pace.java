package org.waybill.pacing;

import java.time.Duration;
import java.time.Instant;

/** At most {@code most} in any {@code period}. */
record Pace(int most, Duration period) {
  /**
   * @param usage what went within the last period
   * @param wanted at least 1
   */
  Grant grant(Usage usage, int wanted, Instant now) {
    int room = most - usage.number();
    return room > 0
        ? new Grant(Math.min(room, wanted), now)
        : new Grant(0, usage.oldestAt().plus(period));
  }
}
