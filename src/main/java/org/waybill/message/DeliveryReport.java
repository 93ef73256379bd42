package org.waybill.message;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What Plivo says of one attempt, in Waybill's words.
 *
 * @param messageUuid Plivo's name of the attempt; null when the report did not carry it
 * @param sequence Plivo's order of its reports; null when missing
 * @param reason why it failed; null unless it did
 * @param units billed segments; null when missing
 * @param price total amount in US dollars; null when missing
 * @param sender what it was sent from, as messages write it; null when missing
 * @param source whether Plivo called or was asked
 */
public record DeliveryReport(
    String messageUuid,
    MessageStatus status,
    Integer sequence,
    FailureReason reason,
    Integer units,
    BigDecimal price,
    String sender,
    Source source,
    Instant at) {

  private static final long SEQUENCES = 1_000_000;
  private static final long STATUSES = 100;
  private static final long CODES = 10_000;

  /** One that does not name the sender. */
  public DeliveryReport(
      String messageUuid,
      MessageStatus status,
      Integer sequence,
      FailureReason reason,
      Integer units,
      BigDecimal price,
      Source source,
      Instant at) {
    this(messageUuid, status, sequence, reason, units, price, null, source, at);
  }

  /**
   * Orders the reports of one attempt whatever the order of their arrival: rank decides, then
   * Plivo's sequence; the rest only makes the order total, so that every arrival order ends alike.
   */
  long precedence() {
    long place = status.rank();
    place =
        place * SEQUENCES + (sequence == null ? 0 : Math.min(Math.max(sequence, 0) + 1L, 999_999));
    place = place * STATUSES + status.ordinal();
    return place * CODES + (reason == null ? 0 : reason.order());
  }
}
