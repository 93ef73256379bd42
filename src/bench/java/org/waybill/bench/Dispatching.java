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

  /** From the claim to the request on the wire, as the dispatcher itself counts it. */
  private static final String OVERHEAD = "waybill_dispatch_overhead_seconds";

  private static final String REFERENCE = "dispatch";

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
    Duration time = plan.run().multipliedBy(2);
    Buckets before = Buckets.of(OVERHEAD, site.metrics());
    Outcome outcome =
        new Load(site.server().uri(""))
            .open(Accepting.posts(REFERENCE, null), PER_SECOND, CONNECTIONS, time);
    findings.run("POST /api/v1/messages at 60/s, sent at once", outcome, true);
    prove(outcome);
    Buckets buckets = Buckets.of(OVERHEAD, site.metrics()).since(before);
    if (buckets.isEmpty()) {
      findings.say("dispatch overhead: there is no histogram %s in the metrics", OVERHEAD);
    } else {
      findings.goal("dispatch overhead at 60 sends/s, p99", buckets.millisAt(0.99), "<=", 20, "ms");
    }
  }

  private void prove(Outcome outcome) {
    int accepted = outcome.confirmed().cardinality();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> delivered() >= accepted);
    findings.proof(
        REFERENCE,
        "%d answered 202, %d delivered".formatted(accepted, delivered()),
        delivered() == accepted && outcome.allConfirmed());
  }

  private long delivered() {
    return site.database()
        .count(
            "select count(*) from message where reference = ? and status = 'delivered'", REFERENCE);
  }
}
