package org.waybill.message;

import java.time.Instant;
import java.util.UUID;

/**
 * A message's status became another one; or one that has failed is told to have failed for another
 * reason, too, and goes from its status to the same; {@link StatusChanges} tells of it.
 *
 * @param from null for a message that was just accepted
 * @param reason the code of a failure; null unless it has just failed: not where it goes back to an
 *     attempt that had failed before
 * @param correction a genuine report took back a failure that only we had declared
 */
public record StatusChanged(
    UUID messageId,
    UUID attemptId,
    String account,
    MessageStatus from,
    MessageStatus to,
    String reason,
    boolean correction,
    Instant at) {}
