package org.waybill.bench.load;

/** The requests of one run, in order. Asked by one thread only. */
public interface Calls {
  /**
   * @throws IllegalStateException when no call is left: too few were made before the run
   */
  Call next();

  default boolean readOnly() {
    return false;
  }

  static Calls posting(Call always) {
    return () -> always;
  }
}
