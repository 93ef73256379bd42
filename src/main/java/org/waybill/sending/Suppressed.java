package org.waybill.sending;

import org.waybill.problem.Problem;

/** The recipient has opted out of the sender. */
public class Suppressed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Suppressed() {
    super("the recipient has opted out of the sender");
  }

  /** What the caller is told. */
  public Problem problem() {
    return Problem.of(
        "suppressed",
        422,
        "The recipient has opted out of this sender",
        "They sent STOP, or the entry was made by API: see /api/v1/suppressions. Only START or its"
            + " removal lets messages through.");
  }
}
