package org.waybill.message;

import java.time.Instant;
import java.util.UUID;

/**
 * Fired inside the transaction that changed a message's status.
 *
 * <p>What may be lost observes it {@code AFTER_SUCCESS}; what may not writes its row {@code
 * IN_PROGRESS}.
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
