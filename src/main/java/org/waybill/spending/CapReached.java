package org.waybill.spending;

import java.time.Duration;
import org.waybill.problem.Problem;

/** An account has reached a cap of the day. */
public class CapReached extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Duration wait;

  CapReached(String account, Duration wait) {
    super("a daily cap is reached account=" + account);
    this.wait = wait;
  }

  /** Until the next day. */
  Duration pause() {
    return wait;
  }

  /** What the caller is told. */
  public Problem problem() {
    return Problem.of(
        "daily-cap-reached",
        429,
        "The account has reached its daily cap",
        "Its messages or spend for the UTC day are used up (plivo.daily-messages,"
            + " plivo.daily-spend; of a named account plivo.<name>.daily-messages and so on). Try"
            + " again tomorrow, or raise the cap.");
  }
}
