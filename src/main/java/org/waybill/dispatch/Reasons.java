package org.waybill.dispatch;

import org.waybill.message.FailureReason;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;

/** Why a message is not submitted, or not any more. */
final class Reasons {
  private Reasons() {}

  static FailureReason expired() {
    return new FailureReason(
        "expired",
        "expired before it was submitted",
        "Its expiresAt had come. Send a new message if it is still wanted.");
  }

  static FailureReason suppressed() {
    return new FailureReason(
        "suppressed",
        "the recipient has opted out",
        "Only START from the recipient, or removing the suppression, lets messages through.");
  }

  static FailureReason refused(Refused refused) {
    String code =
        refused.httpStatus().isPresent()
            ? "http_" + refused.httpStatus().getAsInt()
            : "not_sendable";
    return new FailureReason(code, "refused when submitted", refused.reason());
  }

  static FailureReason exhausted(Retryable result) {
    return new FailureReason("retries_exhausted", "could not be submitted in time", result.why());
  }
}
