package org.waybill.idempotency;

import java.util.UUID;

/**
 * What was answered to one part of a long request with a key.
 *
 * @param messageId whose numbers and text are in the body; null when they are of no message
 */
public record KeptPart(int number, UUID messageId, String body) {
  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "KeptPart[number=%d, messageId=%s]".formatted(number, messageId);
  }
}
