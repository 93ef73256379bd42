package org.waybill.pacing;

import java.time.Instant;

/**
 * What an account was granted of late.
 *
 * @param latestAt when the latest grant was, by the clock of whichever node gave it; null without
 *     one
 * @param busy reads under way: their nodes have not told that they are over
 * @param ofKind calls of the kind that is asked about, in its period
 * @param all calls of all kinds, in theirs
 */
record Recent(Instant latestAt, int busy, Usage ofKind, Usage all) {}
