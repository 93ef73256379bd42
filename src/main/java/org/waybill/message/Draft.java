package org.waybill.message;

import java.time.Instant;

/**
 * A checked request to send.
 *
 * @param client who asks
 * @param account which Plivo account sends
 * @param to E.164 with {@code +}
 * @param from E.164, short code, alphanumeric sender, or the UUID of a powerpack
 * @param pooled whether {@code from} is the account's choice and not the client's
 * @param encoding {@code GSM-7} or {@code UCS-2}
 * @param reference the client's own name for it; null for none
 * @param metadata a JSON object as text; null for none
 * @param priority which of the due messages go first
 * @param sendAt not submitted before; null for at once
 * @param expiresAt not submitted at or after this; null for never
 */
public record Draft(
    String client,
    String account,
    String to,
    String from,
    boolean pooled,
    String text,
    String encoding,
    int segments,
    String reference,
    String metadata,
    Priority priority,
    Instant sendAt,
    Instant expiresAt) {}
