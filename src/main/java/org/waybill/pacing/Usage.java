package org.waybill.pacing;

import java.time.Instant;

/**
 * What went within a period.
 *
 * @param oldestAt when the first of it went; null when nothing did
 */
record Usage(int number, Instant oldestAt) {}
