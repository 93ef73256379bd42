package org.waybill.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;

/** What Waybill adds between taking a message up and its request to Plivo, at Plivo's own limit. */
final class Dispatching {
  private static final int PER_SECOND = 60;
  private static final int CONNECTIONS = 8;

  /** More than two cores can: the JIT sees what is hot by how often it runs. */
  private static final int WARM_UP_PER_SECOND = 150;

  private static final int RUNS_OF_WARM_UP = 6;

  /** What was accepted faster than it was sent is delivered in so many times the time. */
  private static final int LONGEST_BACKLOG = 10;

  /** Each of that length, until the JIT rests; more than one have no room in ten minutes. */
  private static final int MOST_WARM_UPS_IN_FULL = 12;

  /** From the claim to the request on the wire, as the dispatcher itself counts it. */
  private static final String OVERHEAD = "waybill_dispatch_overhead_seconds";

  private static final String CLAIMED =
      " from attempt a join message m on m.id = a.message_id where m.reference = ?";
  private static final String CLAIMED_IN_MILLIS =
      "select cast(1000 * extract(epoch from max(a.submitting_at) - min(a.submitting_at)) as bigint)"
          + CLAIMED;
  private static final String WAITED_MILLIS =
      "select cast(1000 * percentile_cont(0.99) within group"
          + " (order by extract(epoch from a.submitting_at - m.created_at)) as bigint)"
          + CLAIMED;

  private final Site site;
  private final Plan plan;
  private final Findings findings;
  private final Jit jit;

  Dispatching(Site site, Plan plan, Findings findings) {
    this.site = site;
    this.plan = plan;
    this.findings = findings;
    this.jit = new Jit(new Jvm(site.server().pid()));
  }

  /** The sandbox takes none of the cores before and after. */
  void run() {
    site.plivo().process().start();
    try {
      measure();
    } finally {
      site.plivo().close();
    }
  }

  private void measure() {
    warmUp();
    Buckets overhead = send("", "dispatch", PER_SECOND, plan.run().multipliedBy(4), true);
    if (overhead.isEmpty()) {
      findings.say("dispatch overhead: there is no histogram %s in the metrics", OVERHEAD);
    } else {
      findings.goal("dispatch overhead at 60 sends/s, p99", p99(overhead), "<=", 20, "ms");
    }
  }

  private void warmUp() {
    int most = plan.full() ? MOST_WARM_UPS_IN_FULL : 1;
    for (int turn = 1; turn <= most && !jit.rests(); turn++) {
      String prefix = "warm-up " + turn + ": ";
      String reference = "dispatch-warm-up-" + turn;
      Duration time = plan.run().multipliedBy(RUNS_OF_WARM_UP);
      Buckets overhead = send(prefix, reference, WARM_UP_PER_SECOND, time, false);
      if (!overhead.isEmpty()) {
        findings.say("%sdispatch overhead, p99: %s", prefix, Findings.words(p99(overhead), "ms"));
      }
    }
  }

  private static double p99(Buckets overhead) {
    return overhead.millisAt(0.99);
  }

  /** Returns what each of the sends took from its claim to its request. */
  private Buckets send(
      String prefix, String reference, int perSecond, Duration time, boolean plotted) {
    Buckets before = Buckets.of(OVERHEAD, site.metrics());
    Load load = new Load(site.server().uri(""));
    Outcome outcome =
        jit.during(() -> load.open(Accepting.posts(reference, null), perSecond, CONNECTIONS, time));
    prove(reference, outcome, time.multipliedBy(LONGEST_BACKLOG));
    findings.run(
        "%sPOST /api/v1/messages at %d/s, sent at once, %s"
            .formatted(prefix, perSecond, jit.words()),
        outcome,
        plotted);
    return Buckets.of(OVERHEAD, site.metrics()).since(before);
  }

  private void prove(String reference, Outcome outcome, Duration patience) {
    int accepted = outcome.confirmed().cardinality();
    try {
      await()
          .atMost(patience)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> delivered(reference) >= accepted);
    } catch (ConditionTimeoutException someAreMissing) {
      // how many are delivered by now tells
    }
    long delivered = delivered(reference);
    findings.proof(
        reference,
        "%d answered 202, %d delivered, %.1f claimed a second, p99 %d ms after their acceptance"
            .formatted(
                accepted,
                delivered,
                (accepted - 1) * 1e3 / Math.max(1, count(CLAIMED_IN_MILLIS, reference)),
                count(WAITED_MILLIS, reference)),
        delivered == accepted && outcome.allAnswered(202));
  }

  private long delivered(String reference) {
    return count(
        "select count(*) from message where reference = ? and status = 'delivered'", reference);
  }

  private long count(String sql, String reference) {
    return site.database().count(sql, reference);
  }
}
