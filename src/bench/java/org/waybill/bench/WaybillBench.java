package org.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.bench.Machine.Times;
import org.waybill.bench.database.Archive;
import org.waybill.bench.database.BenchDatabase;
import org.waybill.bench.micro.MicroRuns;
import org.waybill.bench.report.Findings;
import org.waybill.bench.report.Report;
import org.waybill.system.NodeProcess;

/** Runs what the {@link Plan} says and writes the report, also when something broke off. */
class WaybillBench {
  private final Plan plan = Plan.fromProperties();
  private final Findings findings = new Findings();
  private final Path directory = NodeProcess.emptied(Path.of("target", "bench").toAbsolutePath());

  @Test
  void everyAnswerIsKept() throws Exception {
    try {
      findings.machine(Machine.description(plan));
      Times before = Times.now();
      measure();
      findings.machine(Map.of("stolen by other machines", Times.stolen(before, Times.now())));
      if (plan.has("micro")) {
        MicroRuns.run(plan.full() ? 10 : 4, findings);
      }
    } finally {
      Report.write(findings, directory);
    }
    assertThat(findings.wrong()).isEmpty();
  }

  private void measure() throws Exception {
    try (Site site = Site.started(directory, plan)) {
      findings.machine(site.database().description());
      Receiving receiving = new Receiving(site, plan, findings);
      receive(receiving);
      if (plan.has("accept")) {
        new Accepting(site, plan, findings).run();
      }
      if (plan.has("dispatch")) {
        new Dispatching(site, plan, findings).run();
      }
      if (plan.has("soak")) {
        new Soak(site, plan, findings).run(receiving);
      }
      if (plan.has("archive")) {
        archive(site, receiving);
      }
    }
  }

  private void archive(Site site, Receiving receiving) throws Exception {
    if (!BenchDatabase.isPostgres()) {
      findings.say("the archive is made inside PostgreSQL: left out");
      return;
    }
    Archive.fill(site.database(), plan.archive());
    receiving.warmUp(); // nothing was asked of the server for twenty minutes
    double big = receiving.compare("big database");
    new Searching(site, plan, findings).run();
    // at once, not before the archive is made: meanwhile the machine may change its pace
    Archive.clear(site.database());
    double small = receiving.compare("small database");
    findings.goal("rate with a big database, of that with a small one", big / small, ">=", 0.9, "");
  }

  private void receive(Receiving receiving) throws Exception {
    if (plan.has("receive") || plan.has("soak") || plan.has("archive")) {
      receiving.warmUp();
    }
    if (plan.has("receive")) {
      receiving.atHalf(receiving.compare("warm"));
    }
    if (plan.has("burst")) {
      receiving.burst();
    }
  }
}
