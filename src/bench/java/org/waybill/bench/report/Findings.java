package org.waybill.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waybill.bench.database.Expected.Found;
import org.waybill.bench.load.Outcome;

/** Everything that one benchmark found, in the order in which it was found. */
public final class Findings {
  /** Of a processor; its calls are made by one thread. */
  private static final double BUSY = 0.9;

  private final Map<String, String> machine = new LinkedHashMap<>();
  private final List<Goal> goals = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();
  private final List<Micro> micros = new ArrayList<>();

  /** A number that the project promises. */
  record Goal(String what, double measured, String relation, double wanted, String unit) {
    boolean isHeld() {
      return relation.equals(">=") ? measured >= wanted : measured <= wanted;
    }

    String measuredWords() {
      return words(measured, unit);
    }

    String wantedWords() {
      return relation + " " + words(wanted, unit);
    }
  }

  /**
   * @param plotted whether its latency is worth a plot: of a closed loop it says little
   */
  record Run(String name, Outcome outcome, boolean plotted) {}

  record Proof(String run, String words, boolean isRight) {}

  /** One JMH result. */
  record Micro(String name, double nanos, double bytes) {}

  public void machine(Map<String, String> words) {
    machine.putAll(words);
  }

  public void goal(String what, double measured, String relation, double wanted, String unit) {
    Goal goal = new Goal(what, measured, relation, wanted, unit);
    goals.add(goal);
    say("%s: %s (goal %s)", what, goal.measuredWords(), goal.wantedWords());
  }

  public void run(String name, Outcome outcome, boolean plotted) {
    runs.add(new Run(name, outcome, plotted));
    say(
        "%s: %.0f/s, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, answers %s, generator %.0f us/call",
        name,
        outcome.rate(),
        outcome.millisAt(50),
        outcome.millisAt(99),
        outcome.millisAt(99.9),
        outcome.answers(),
        outcome.generatorMicrosPerCall());
    if (outcome.generatorShare() > BUSY) {
      say("%s: the load generator may be what limits this", name);
    }
  }

  /**
   * @param allAnswered a run in which a call was refused or lost is no proof of its rate
   */
  public void proof(String run, Found found, boolean allAnswered) {
    proof(run, found.toString(), found.isRight() && allAnswered);
  }

  public void proof(String run, String words, boolean isRight) {
    proofs.add(new Proof(run, words, isRight));
    if (!isRight) {
      say("WRONG after %s: %s", run, words);
    }
  }

  public void micro(String name, double nanos, double bytes) {
    micros.add(new Micro(name, nanos, bytes));
    say("%s: %.0f ns/op, %.0f B/op", name, nanos, bytes);
  }

  public void say(String words, Object... values) {
    System.out.println("[bench] " + words.formatted(values));
  }

  /** The proofs that failed, for people. */
  public List<String> wrong() {
    return proofs.stream()
        .filter(proof -> !proof.isRight())
        .map(proof -> proof.run() + ": " + proof.words())
        .toList();
  }

  /**
   * @param value infinite when a histogram has no bucket for it
   */
  public static String words(double value, String unit) {
    return Double.isInfinite(value) ? "above the last bucket" : number(value) + " " + unit;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  Map<String, String> machine() {
    return machine;
  }

  List<Goal> goals() {
    return goals;
  }

  List<Run> runs() {
    return runs;
  }

  List<Proof> proofs() {
    return proofs;
  }

  List<Micro> micros() {
    return micros;
  }
}
