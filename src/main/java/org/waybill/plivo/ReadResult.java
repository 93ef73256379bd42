package org.waybill.plivo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;

/** What Plivo's own record says of one message. */
public sealed interface ReadResult {

  /**
   * Plivo's record. Every component but the state may be null.
   *
   * @param state Plivo's word as received
   * @param errorCode null while there is none; {@code 000} when delivered
   * @param units billed segments
   * @param totalRate price of one unit
   * @param totalAmount price of the message
   */
  record Found(
      String state, String errorCode, Integer units, BigDecimal totalRate, BigDecimal totalAmount)
      implements ReadResult {}

  /** Plivo has no such message (404). */
  record Unknown() implements ReadResult {}

  /**
   * No usable answer; ask again later.
   *
   * @param httpStatus empty if no status line was read
   * @param retryAfter what Plivo asked for, at most an hour; zero if it named nothing
   */
  record Unavailable(OptionalInt httpStatus, String why, Duration retryAfter)
      implements ReadResult {}
}
