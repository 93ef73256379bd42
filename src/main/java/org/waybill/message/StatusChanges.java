package org.waybill.message;

import java.util.List;

/**
 * Fired inside the transaction that changed the status of one message or of many.
 *
 * <p>What may be lost observes it {@code AFTER_SUCCESS}; what may not writes its rows {@code
 * IN_PROGRESS}.
 *
 * @param all in the order in which they happened, at least one
 */
public record StatusChanges(List<StatusChanged> all) {}
