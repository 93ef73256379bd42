package org.waybill.pacing;

import java.time.Instant;

/**
 * How many calls may be made now.
 *
 * @param nextAt when to ask again if there are none
 */
public record Grant(int permits, Instant nextAt) {
  public static Grant noneUntil(Instant nextAt) {
    return new Grant(0, nextAt);
  }

  public boolean isNone() {
    return permits == 0;
  }

  /** What both allow. */
  public Grant and(Grant other) {
    if (permits == other.permits) {
      return nextAt.isAfter(other.nextAt) ? this : other;
    }
    return permits < other.permits ? this : other;
  }
}
