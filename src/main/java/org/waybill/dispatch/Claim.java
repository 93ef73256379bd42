package org.waybill.dispatch;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that this node has leased, with all that its submission needs.
 *
 * @param tries tells this claim from earlier ones of the attempt
 * @param failures of earlier tries
 * @param failingSince when Plivo first turned a try away, later by what it waited since for
 *     anything else than its backoff; null when it did not
 * @param expiresAt not submitted at or after this; null for never
 */
record Claim(
    String account,
    UUID messageId,
    UUID attemptId,
    int tries,
    int failures,
    String from,
    String to,
    String text,
    Instant failingSince,
    Instant expiresAt,
    Instant claimedAt,
    Instant leaseUntil) {
  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "Claim[messageId=%s, attemptId=%s]".formatted(messageId, attemptId);
  }
}
