package org.waybill.problem;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** What stands behind a fault. */
final class Faults {
  private Faults() {}

  /** What caused it, else what it suppresses: see below; null if it stands for itself. */
  static Throwable behind(Throwable fault) {
    Throwable[] suppressed = fault.getSuppressed();
    return fault.getCause() != null || suppressed.length == 0 ? fault.getCause() : suppressed[0];
  }

  /**
   * Whether it is so of the fault or of anything that caused it. WildFly only suppresses why a
   * transaction could not be committed, so what is suppressed counts, too.
   */
  static boolean any(Throwable fault, Predicate<Throwable> wanted) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                wanted.test(cause)
                    || Stream.of(cause.getSuppressed()).anyMatch(other -> any(other, wanted)));
  }
}
