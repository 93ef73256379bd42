package org.waybill.standing;

import java.time.Instant;
import java.util.UUID;

/**
 * A send.
 *
 * @param at when it was claimed: while an account is held only probes are
 */
record Claimed(UUID attemptId, Instant at) {}
