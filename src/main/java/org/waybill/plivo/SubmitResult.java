package org.waybill.plivo;

import java.time.Duration;
import java.util.OptionalInt;

/** What became of one submission. No component holds a number, a text or Plivo's free text. */
public sealed interface SubmitResult {

  /** Plivo has the message and named it. */
  record Accepted(String messageUuid, int httpStatus) implements SubmitResult {}

  /**
   * Plivo will not send this message; another attempt would be refused again.
   *
   * @param httpStatus empty if the request was found wrong before it was sent
   * @param alarm an operator must look: other messages will be refused as well
   */
  record Refused(OptionalInt httpStatus, String reason, boolean alarm) implements SubmitResult {}

  /**
   * Plivo certainly has not taken the message; it may be submitted again.
   *
   * @param httpStatus empty if Plivo could not be reached
   * @param retryAfter what Plivo asked for, at most an hour; zero if it named nothing
   */
  record Retryable(OptionalInt httpStatus, Duration retryAfter, String why)
      implements SubmitResult {}

  /** Plivo refuses the account, whatever the message; it has surely not taken it. */
  record Held(int httpStatus, String why) implements SubmitResult {}

  /** The request did not leave, because its time was over. */
  record KeptBack(String why) implements SubmitResult {}

  /**
   * Nobody here can know whether Plivo took the message. Submitting it again may double it.
   *
   * @param httpStatus empty if no status line was read
   */
  record Unconfirmed(OptionalInt httpStatus, String why) implements SubmitResult {}
}
