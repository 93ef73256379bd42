package org.waybill.pacing;

import java.time.Instant;

/**
 * What an account was granted of late.
 *
 * @param latestAt when the latest of them was granted, by the clock of whichever node gave it; null
 *     without one
 * @param oldestAt when the oldest was that is still written down, of late or not
 * @param underWay sends and reads that no node has told to be over
 * @param ofKind calls of the kind that is asked about, in its period
 * @param all calls of all kinds, in theirs
 */
record Recent(Instant latestAt, Instant oldestAt, int underWay, Usage ofKind, Usage all) {
  boolean reachesBackBefore(Instant time) {
    return oldestAt != null && oldestAt.isBefore(time);
  }

  boolean reachesBeyond(Instant time) {
    return latestAt != null && latestAt.isAfter(time);
  }
}
