package org.waybill.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waybill.bench.database.Shape;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;

/** How fast callbacks are received, beside an empty POST and the naive way, equally warm. */
final class Receiving {
  private static final int FEWEST_WARM_UPS = 6;
  private static final int MOST_WARM_UPS = 7;
  private static final double STABLE = 0.07;

  /** More than four have no room in the ten minutes of the short form. */
  private static final int MOST_HALF_WARM_UPS = 4;

  private static final int MOST_HALF_WARM_UPS_IN_FULL = 30;

  /** So many callbacks are made before a run as it uses up when it is this much the fastest. */
  private static final double SPARE = 1.6;

  private final Plan plan;
  private final Findings findings;
  private final CallbackRuns runs;
  private final Load load;
  private final Jit jit;
  private final Jit jitAtHalf;
  private final Map<Shape, Double> fastest =
      new EnumMap<>(Map.of(Shape.WAYBILL, 4_000.0, Shape.NAIVE, 1_000.0));
  private final Map<Shape, Double> lastRate = new EnumMap<>(Shape.class);
  private double lastEmptyRate;

  Receiving(Site site, Plan plan, Findings findings) {
    this.plan = plan;
    this.findings = findings;
    this.runs = new CallbackRuns(site, findings);
    this.load = new Load(site.server().uri(""));
    Jvm jvm = new Jvm(site.server().pid());
    this.jit = new Jit(jvm);
    this.jitAtHalf = new Jit(jvm);
  }

  /**
   * All three in turn, until none becomes faster any more; the empty POST, which has least code to
   * compile and is called most, for half as long.
   */
  void warmUp() throws SQLException {
    boolean stable = false;
    for (int turn = 1; turn <= MOST_WARM_UPS && (turn <= FEWEST_WARM_UPS || !stable); turn++) {
      stable = !warmUp("warm-up " + turn);
    }
    if (!stable) {
      findings.say("the last warm-up was still faster than the one before it");
    }
  }

  /** Returns whether one of the three became faster. */
  private boolean warmUp(String name) throws SQLException {
    double emptyBefore = lastEmptyRate;
    Map<Shape, Double> before = Map.copyOf(lastRate);
    boolean faster =
        empty(name, plan.users(), plan.run().dividedBy(2)).rate() > emptyBefore * (1 + STABLE);
    for (Shape shape : Shape.values()) {
      double rate = shape(shape, name, plan.run()).rate();
      faster |= rate > before.getOrDefault(shape, 0.0) * (1 + STABLE);
    }
    return faster;
  }

  /** Returns Waybill's median rate. */
  double compare(String name) throws SQLException {
    List<Double> ofEmpty = new ArrayList<>();
    List<Double> ofNaive = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      double byMany = empty(name + " " + round, plan.users(), plan.run()).rate();
      double byFew = empty(name + " " + round, plan.emptyUsers(), plan.run()).rate();
      double waybill = shape(Shape.WAYBILL, name + " " + round, plan.run()).rate();
      double naive = shape(Shape.NAIVE, name + " " + round, plan.run()).rate();
      ofEmpty.add(waybill / Math.max(byMany, byFew));
      ofNaive.add(waybill / naive);
      rates.add(waybill);
    }
    findings.goal(
        name + ": callbacks received, of an empty POST's rate", median(ofEmpty), ">=", 0.55, "");
    findings.goal(
        name + ": callbacks received, of the naive way's rate", median(ofNaive), ">=", 4, "times");
    return median(rates);
  }

  /**
   * Latency below the full rate, once the JIT rests: groups are smaller then and threads wait, for
   * which it compiles anew, and each time it takes a core from the callbacks.
   */
  void atHalf(double rate) throws SQLException {
    int perSecond = (int) Math.max(1, rate / 2);
    int most = plan.full() ? MOST_HALF_WARM_UPS_IN_FULL : MOST_HALF_WARM_UPS;
    for (int turn = 1; turn <= most && !jitAtHalf.rests(); turn++) {
      half("warm-up " + turn + ": ", perSecond, plan.run().multipliedBy(2), false);
    }
    Outcome outcome = half("", perSecond, plan.run().multipliedBy(4), true);
    emptyAt(perSecond);
    findings.goal("p99 at half of the rate", outcome.millisAt(99), "<=", 25, "ms");
    findings.goal("p99.9 at half of the rate", outcome.millisAt(99.9), "<=", 100, "ms");
  }

  private Outcome half(String prefix, int perSecond, Duration time, boolean plotted)
      throws SQLException {
    String words = prefix + "Waybill at " + perSecond + "/s, half of its rate";
    Outcome outcome =
        runs.of(
            Shape.WAYBILL,
            words,
            (int) (perSecond * time.toSeconds()),
            calls ->
                jitAtHalf.during(
                    () -> load.open(calls, perSecond, plan.users(), plan.run(), time)));
    findings.run(words + ", " + jitAtHalf.words(), outcome, plotted);
    return outcome;
  }

  /**
   * What of the latency is the machine's and the server's own, after two runs' time at that rate.
   */
  private void emptyAt(int perSecond) {
    Outcome outcome =
        runs.empty(
            calls ->
                load.open(
                    calls,
                    perSecond,
                    plan.users(),
                    plan.run().multipliedBy(2),
                    plan.run().multipliedBy(4)));
    findings.run("an empty POST at %d/s, beside it".formatted(perSecond), outcome, true);
  }

  void burst() throws SQLException {
    int calls = 2_000;
    Outcome outcome =
        runs.of(
            Shape.WAYBILL,
            "burst",
            calls,
            all -> load.openOnNewConnections(all, calls, Duration.ofSeconds(1)));
    findings.run(
        "burst of 2,000 in one second from idle, each on a connection of its own", outcome, true);
    findings.goal("burst: slowest answer", outcome.slowestMillis(), "<=", 8_000, "ms");
    long refused = outcome.due() - outcome.confirmed().cardinality();
    findings.goal("burst: not answered 200", refused, "<=", 0, "");
  }

  private Outcome empty(String name, int users, Duration time) {
    Outcome outcome = runs.empty(calls -> jit.during(() -> load.closed(calls, users, time)));
    lastEmptyRate = outcome.rate();
    String words = "%s: an empty POST, %d users".formatted(name, users);
    findings.run(words + ", " + jit.words(), outcome, false);
    return outcome;
  }

  /**
   * One long run at the full rate, between two of an empty POST. As many callbacks are made for it
   * as the rate of the last run asks for.
   *
   * @param begun called when everything is prepared and the load begins
   */
  Outcome soak(Duration time, Runnable begun) throws SQLException {
    double emptyBefore = empty("before the soak", plan.emptyUsers(), plan.run()).rate();
    Outcome outcome = shape(Shape.WAYBILL, "soak", time, lastRate.get(Shape.WAYBILL), begun);
    double emptyAfter = empty("after the soak", plan.emptyUsers(), plan.run()).rate();
    findings.goal(
        "soak: callbacks received, of an empty POST's rate before and after",
        outcome.rate() / ((emptyBefore + emptyAfter) / 2),
        ">=",
        0.55,
        "");
    return outcome;
  }

  private Outcome shape(Shape shape, String name, Duration time) throws SQLException {
    return shape(shape, name, time, fastest.get(shape), () -> {});
  }

  private Outcome shape(Shape shape, String name, Duration time, double likelyRate, Runnable begun)
      throws SQLException {
    int most = (int) (likelyRate * time.toMillis() / 1000 * SPARE);
    String words = name + ": " + shape.words();
    int users = shape == Shape.NAIVE ? plan.naiveUsers() : plan.users();
    Outcome outcome =
        runs.of(
            shape,
            words,
            most,
            calls -> {
              begun.run();
              return jit.during(() -> load.closed(calls, users, time));
            });
    fastest.merge(shape, outcome.rate(), Math::max);
    lastRate.put(shape, outcome.rate());
    findings.run(words + ", " + jit.words(), outcome, false);
    return outcome;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
