package org.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM on this machine tells of itself. */
record Jvm(long pid) {
  private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern COMPILING = Pattern.compile("(?m)^java\\.ci\\.totalTime=(\\d+)");
  private static final Pattern PER_SECOND =
      Pattern.compile("(?m)^sun\\.os\\.hrt\\.frequency=(\\d+)");

  /** The histogram counts what is alive, which makes the JVM collect first. */
  double liveMegabytes() {
    return number(LIVE_BYTES, told("GC.class_histogram")) / 1e6;
  }

  /** How long its JIT has been at work since its start. */
  double compilingSeconds() {
    String counters = told("PerfCounter.print");
    return (double) number(COMPILING, counters) / number(PER_SECOND, counters);
  }

  private String told(String command) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  command)
              .redirectErrorStream(true)
              .start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noTool) {
      throw new UncheckedIOException(noTool);
    }
  }

  private static long number(Pattern wanted, String text) {
    Matcher matcher = wanted.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
