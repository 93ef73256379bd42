package org.waybill.deliveryreport;

import java.time.Instant;
import java.util.Optional;

/**
 * Fired inside the transaction that stores an incoming message, once for each message that Plivo
 * names by a UUID, however often it tells of it.
 *
 * @param from who wrote, as received
 * @param to which of our numbers, as received
 * @param text empty for media without text
 * @param intent Plivo's {@code MessageIntent}: {@code optin}, {@code optout}, {@code help}
 */
public record InboundReceived(
    String from, String to, Optional<String> text, Optional<String> intent, Instant at) {
  /** Holds neither number nor text. */
  @Override
  public String toString() {
    return "InboundReceived[at=" + at + "]";
  }
}
