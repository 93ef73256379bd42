package org.waybill.message;

import java.time.Instant;
import java.util.UUID;

/**
 * A message's status became another one; {@link StatusChanges} tells of it.
 *
 * @param from null for a message that was just accepted
 * @param reason the code of a failure; null unless it failed
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
