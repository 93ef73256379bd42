package org.waybill.sending;

import org.waybill.message.Message;
import org.waybill.problem.Problem;

/** What was asked for is well-formed, but cannot be done. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private Refused(Problem problem) {
    super(problem.title());
    this.problem = problem;
  }

  static Refused suppressed() {
    return because(
        "suppressed",
        422,
        "The recipient has opted out of this sender",
        "They sent STOP, or the entry was made by API: see /api/v1/suppressions. Only START or its"
            + " removal lets messages through.");
  }

  static Refused noSuchMessage() {
    return because("not-found", 404, "Not found", "There is no message with this id.");
  }

  static Refused notCancellable(Message message) {
    return because(
        "not-cancellable",
        409,
        "The message cannot be cancelled",
        "It is %s; only an accepted message can be cancelled.".formatted(message.status().word()));
  }

  static Refused notRetryable(Message message) {
    return because(
        "not-retryable",
        409,
        "The message cannot be retried",
        "It is %s; only a failed, undelivered or rejected message can be retried."
            .formatted(message.status().word()));
  }

  static Refused expired(Message message) {
    return because(
        "not-retryable",
        409,
        "The message cannot be retried",
        "It is %s and its expiresAt has passed: send a new message."
            .formatted(message.status().word()));
  }

  static Refused accountGone(Message message) {
    return because(
        "not-retryable",
        409,
        "The message cannot be retried",
        "The settings do not describe its account %s any more.".formatted(message.account()));
  }

  private static Refused because(String type, int status, String title, String detail) {
    return new Refused(Problem.of(type, status, title, detail));
  }

  /** What the caller is told. */
  public Problem problem() {
    return problem;
  }
}
