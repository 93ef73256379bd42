package org.waybill.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.report.Findings;

/**
 * Whether memory stays flat under the full rate: the heap right after a collection, again and
 * again.
 */
record Soak(Site site, Plan plan, Findings findings) {
  private static final int SAMPLES = 10;

  void run(Receiving receiving) throws SQLException {
    List<Double> megabytes = Collections.synchronizedList(new ArrayList<>());
    long pause = plan.soak().toMillis() / (SAMPLES + 1);
    ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    Runnable sampling =
        () ->
            sampler.scheduleAtFixedRate(
                () -> sample(megabytes), pause, pause, TimeUnit.MILLISECONDS);
    try {
      double seconds = receiving.soak(plan.soak(), sampling).seconds();
      findings.goal("soak: time at full rate", seconds, ">=", plan.soak().toSeconds() * 0.98, "s");
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

  private void sample(List<Double> megabytes) {
    if (megabytes.size() < SAMPLES) {
      megabytes.add(new Jvm(site.server().pid()).liveMegabytes());
    }
  }
}
