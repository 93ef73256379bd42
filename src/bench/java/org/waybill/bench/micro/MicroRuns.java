package org.waybill.bench.micro;

import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.waybill.bench.report.Findings;

/** Runs every JMH benchmark of this package in a JVM of its own. */
public final class MicroRuns {
  private MicroRuns() {}

  public static void run(int iterations, Findings findings) throws RunnerException {
    for (Class<?> type : List.of(FormFieldsBenchmark.class, SignatureCheckBenchmark.class)) {
      new Runner(
              new OptionsBuilder()
                  .include(type.getName())
                  .forks(1)
                  .warmupIterations(iterations)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(iterations)
                  .measurementTime(TimeValue.seconds(1))
                  .addProfiler(GCProfiler.class)
                  .verbosity(VerboseMode.SILENT)
                  .shouldFailOnError(true)
                  .build())
          .run()
          .forEach(result -> tell(result, type, findings));
    }
  }

  private static void tell(RunResult result, Class<?> type, Findings findings) {
    String name = type.getSimpleName() + "." + result.getPrimaryResult().getLabel();
    double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    findings.micro(name, result.getPrimaryResult().getScore(), bytes);
  }
}
