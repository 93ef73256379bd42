package org.waybill.problem;

import java.io.IOException;

/** The caller went away, or fell silent, in the middle of a body. */
public class BodyBrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyBrokenOff(IOException cause) {
    super("a body that broke off", cause);
  }

  /** What the caller is told, if anybody is still there. */
  public Problem problem() {
    return Problem.of(
        "incomplete-body",
        400,
        "The request body is incomplete",
        "It ended early or took too long: send it again.");
  }
}
