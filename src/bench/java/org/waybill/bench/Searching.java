package org.waybill.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.waybill.bench.callback.Sent;
import org.waybill.bench.load.Call;
import org.waybill.bench.load.Calls;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;
import org.waybill.system.Waybill;

/** How long lists and searches take over everything that is stored. */
record Searching(Site site, Plan plan, Findings findings) {
  private static final int PER_SECOND = 20;
  private static final int CONNECTIONS = 8;
  private static final List<Call.Header> HEADERS =
      List.of(new Call.Header("Authorization", "Bearer " + Waybill.apiKey()));

  void run() {
    measure("newest messages", any -> "?limit=50");
    measure("messages of a recipient", n -> "?limit=50&to=" + recipient(n));
    measure("a reference", n -> "?limit=50&reference=archive-" + stored(n));
    measure("failed messages", any -> "?limit=50&status=failed,undelivered");
    measure("rejected messages, of which there is none", any -> "?limit=50&status=rejected");
  }

  /** The number of a message of the archive. */
  private int stored(int n) {
    return 1 + Math.floorMod(n, plan.archive());
  }

  private String recipient(int n) {
    return Sent.recipient(stored(n)).replace("+", "%2B");
  }

  private void measure(String what, IntFunction<String> query) {
    Duration leadIn = plan.run(); // nobody has asked this server yet
    Duration all = leadIn.multipliedBy(4);
    Outcome outcome =
        new Load(site.server().uri("")).open(new Gets(query), PER_SECOND, CONNECTIONS, leadIn, all);
    findings.run("GET: " + what, outcome, true);
    findings.proof(
        "GET: " + what,
        "%d of %d answered 200".formatted(outcome.confirmed().cardinality(), outcome.due()),
        outcome.allAnswered(200));
    findings.goal("GET: " + what + ", p95", outcome.millisAt(95), "<=", 50, "ms");
  }

  private static final class Gets implements Calls {
    private final IntFunction<String> query;
    private int number;

    private Gets(IntFunction<String> query) {
      this.query = query;
    }

    @Override
    public Call next() {
      return new Call("/api/v1/messages" + query.apply(number++ * 7919), HEADERS, new byte[0]);
    }

    @Override
    public boolean readOnly() {
      return true;
    }
  }
}
