package org.waybill.problem;

/** A body had more bytes than its address takes. */
public class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int most;

  BodyTooLarge(int most) {
    super("a body over " + most + " bytes");
    this.most = most;
  }

  /** What the caller is told. */
  public Problem problem() {
    return Problem.tooLarge(most);
  }
}
