package org.waybill.spending;

import java.time.Duration;
import java.util.Optional;
import org.waybill.problem.Problem;

/** An account has reached a cap of a day. */
public class CapReached extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AccountDay of;
  private final transient Optional<Duration> wait;

  /**
   * @param wait until the next day, if the day is today
   */
  CapReached(AccountDay of, Optional<Duration> wait) {
    super("a daily cap is reached account=" + of.account());
    this.of = of;
    this.wait = wait;
  }

  /** After which the same request may do; empty when it asks for another day. */
  Optional<Duration> pause() {
    return wait;
  }

  /** What the caller is told. */
  public Problem problem() {
    return Problem.of(
        "daily-cap-reached",
        429,
        "The account has reached its daily cap",
        "Its messages or spend for %s (UTC) are used up (plivo.daily-messages, plivo.daily-spend; of"
                .formatted(of.day())
            + " a named account plivo.<name>.daily-messages and so on). "
            + (wait.isPresent() ? "Try again tomorrow" : "Choose a sendAt on another day")
            + ", or raise the cap.");
  }
}
