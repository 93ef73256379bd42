package org.waybill.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;

/** What Waybill adds between taking a message up and its request to Plivo, at Plivo's own limit. */
record Dispatching(Site site, Plan plan, Findings findings) {
  private static final int PER_SECOND = 60;
  private static final int CONNECTIONS = 8;

  /** At so few sends a second the JIT takes long to see what is hot. */
  private static final int WARM_UPS = 9;

  /** From the claim to the request on the wire, as the dispatcher itself counts it. */
  private static final String OVERHEAD = "waybill_dispatch_overhead_seconds";

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
    send("dispatch-warm-up", plan.run().multipliedBy(WARM_UPS));
    Buckets before = Buckets.of(OVERHEAD, site.metrics());
    Outcome outcome = send("dispatch", plan.run().multipliedBy(2));
    findings.run("POST /api/v1/messages at 60/s, sent at once", outcome, true);
    Buckets buckets = Buckets.of(OVERHEAD, site.metrics()).since(before);
    if (buckets.isEmpty()) {
      findings.say("dispatch overhead: there is no histogram %s in the metrics", OVERHEAD);
    } else {
      findings.goal("dispatch overhead at 60 sends/s, p99", buckets.millisAt(0.99), "<=", 20, "ms");
    }
  }

  private Outcome send(String reference, Duration time) {
    Outcome outcome =
        new Load(site.server().uri(""))
            .open(Accepting.posts(reference, null), PER_SECOND, CONNECTIONS, time);
    prove(reference, outcome);
    return outcome;
  }

  private void prove(String reference, Outcome outcome) {
    int accepted = outcome.confirmed().cardinality();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> delivered(reference) >= accepted);
    findings.proof(
        reference,
        "%d answered 202, %d delivered".formatted(accepted, delivered(reference)),
        delivered(reference) == accepted && outcome.allAnswered(202));
  }

  private long delivered(String reference) {
    return site.database()
        .count(
            "select count(*) from message where reference = ? and status = 'delivered'", reference);
  }
}
