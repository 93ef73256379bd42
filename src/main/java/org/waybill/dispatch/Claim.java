package org.waybill.dispatch;

import java.time.Instant;
import java.util.UUID;

/** A message that this node has leased, with all that its submission needs. */
record Claim(
    UUID messageId,
    UUID attemptId,
    int tries,
    String from,
    String to,
    String text,
    Instant createdAt,
    Instant leaseUntil) {
  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "Claim[messageId=%s, attemptId=%s]".formatted(messageId, attemptId);
  }
}
