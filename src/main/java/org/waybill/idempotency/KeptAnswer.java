package org.waybill.idempotency;

import java.util.UUID;

/**
 * What was answered to the first request with a key.
 *
 * @param messageId whose numbers and text are in the body
 */
public record KeptAnswer(UUID messageId, int status, String body) {
  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "KeptAnswer[messageId=%s]".formatted(messageId);
  }
}
