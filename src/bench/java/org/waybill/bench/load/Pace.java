package org.waybill.bench.load;

import java.time.Duration;

/**
 * When calls are due after the first one.
 *
 * @param perSecond 0 when each answer brings the next call
 * @param leadIn the calls due in this time are made, and their latency does not count
 */
record Pace(int perSecond, Duration leadIn) {
  static final Pace OF_THE_ANSWERS = new Pace(0, Duration.ZERO);

  boolean isFixed() {
    return perSecond > 0;
  }

  /** Nanoseconds after the first call. */
  long dueAt(int place) {
    return Math.round(place * (1e9 / perSecond));
  }

  /** Whether the call is of those that are measured. */
  boolean counts(int place) {
    return !isFixed() || dueAt(place) >= leadIn.toNanos();
  }
}
