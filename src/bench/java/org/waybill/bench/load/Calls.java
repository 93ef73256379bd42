package org.waybill.bench.load;

/** The requests of one run, in order. Asked by one thread only. */
public interface Calls {
  /** Null when all that were made before the run are used up, which ends it early. */
  Call next();

  default boolean readOnly() {
    return false;
  }

  static Calls posting(Call always) {
    return () -> always;
  }
}
