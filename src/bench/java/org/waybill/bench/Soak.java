package org.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.bench.report.Findings;

/**
 * Whether memory stays flat under the full rate: the heap right after a collection, again and
 * again.
 */
record Soak(Site site, Plan plan, Findings findings) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
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
      megabytes.add(live());
    }
  }

  /** The histogram counts what is alive, which makes the server collect first. */
  private double live() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(site.server().pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = TOTAL.matcher(all);
      if (!total.find()) {
        throw new IllegalStateException(all);
      }
      return Long.parseLong(total.group(1)) / 1e6;
    } catch (IOException noTool) {
      throw new UncheckedIOException(noTool);
    }
  }
}
