package org.waybill.bench;

import java.util.function.Supplier;
import org.waybill.bench.load.Outcome;

/** Watches how much a server's JIT is at work, whose code is slow and whose processors it takes. */
final class Jit {
  private static final double AT_REST = 0.01;

  private final Jvm jvm;
  private double share = 1;

  Jit(Jvm jvm) {
    this.jvm = jvm;
  }

  Outcome during(Supplier<Outcome> run) {
    double before = jvm.compilingSeconds();
    Outcome outcome = run.get();
    share = (jvm.compilingSeconds() - before) / outcome.seconds();
    return outcome;
  }

  /** Whether it was at work for no more than a hundredth of the last run; not before the first. */
  boolean rests() {
    return share <= AT_REST;
  }

  /** Of the last run; more than 100 % where several of its threads were at work. */
  String words() {
    return "the JIT at work for %.1f %% of it".formatted(share * 100);
  }
}
