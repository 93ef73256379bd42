package org.waybill.bench.callback;

import java.util.UUID;

/**
 * One message that Plivo has taken and not told anything of yet.
 *
 * @param number makes its recipient
 */
public record Sent(UUID messageId, UUID attemptId, UUID plivoUuid, int number) {
  /** E.164 with {@code +}. */
  public String recipient() {
    return "+1415" + (5_000_000 + number % 5_000_000);
  }
}
