package org.waybill.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.report.Findings;

/**
 * Whether memory stays flat under the full rate: the heap right after a collection, again and
 * again. Each of these looks makes the server collect all of its heap, which stops it: the run's
 * latency says nothing.
 */
record Soak(Site site, Plan plan, Findings findings) {
  private static final int SAMPLES = 10;

  void run(Receiving receiving) throws SQLException, InterruptedException, ExecutionException {
    Jvm jvm = new Jvm(site.server().pid());
    long pause = plan.soak().toMillis() / (SAMPLES + 1);
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    List<ScheduledFuture<Double>> samples = new ArrayList<>();
    Runnable sampling =
        () -> {
          for (int sample = 1; sample <= SAMPLES; sample++) {
            samples.add(
                sampler.schedule(jvm::liveMegabytes, sample * pause, TimeUnit.MILLISECONDS));
          }
        };
    List<Double> megabytes = new ArrayList<>();
    try {
      double seconds = receiving.soak(plan.soak(), sampling).seconds();
      findings.goal("soak: time at full rate", seconds, ">=", plan.soak().toSeconds() * 0.98, "s");
      for (ScheduledFuture<Double> sample : samples) {
        if (!sample.isDone()) {
          throw new IllegalStateException("the load ended before the last look at the heap");
        }
        megabytes.add(sample.get());
      }
    } finally {
      sampler.shutdownNow();
    }
    findings.say("soak: live heap in MB %s", megabytes);
    double growth = Collections.max(megabytes) / megabytes.get(0) - 1;
    findings.goal(
        "heap after GC under full load, growth since the first sample",
        growth * 100,
        "<=",
        10,
        "%");
  }
}
