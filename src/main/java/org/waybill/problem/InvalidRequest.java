package org.waybill.problem;

import java.util.List;
import org.waybill.problem.Problem.Violation;

/** A request that a client must change before it asks again. */
public class InvalidRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidRequest(List<Violation> violations) {
    super(violations.get(0).detail());
    this.violations = List.copyOf(violations);
  }

  public InvalidRequest(String where, String detail) {
    this(List.of(new Violation(where, detail)));
  }

  public List<Violation> violations() {
    return violations;
  }
}
