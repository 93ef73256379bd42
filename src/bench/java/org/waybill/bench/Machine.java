package org.waybill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the benchmark ran: without it no number means anything. */
final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path PROCESSES = Path.of("/proc");
  private static final Path TIMES = Path.of("/proc/stat");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final int STEAL = 8;

  private Machine() {}

  static Map<String, String> description(Plan plan) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    words.put("commit", output("git", "describe", "--always", "--dirty"));
    words.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    words.put("processor", processor());
    words.put("memory", memory());
    words.put("load before", Files.isReadable(LOAD) ? Files.readString(LOAD).strip() : "unknown");
    words.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    words.put("kernel samples memory (DAMON)", memoryIsSampled() ? "yes" : "no");
    words.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    words.put("server", System.getProperty("arquillian.launch"));
    words.put("server's JVM options", String.join(" ", plan.jvm()));
    words.put("users of a closed loop, connections", Integer.toString(plan.users()));
    return words;
  }

  /**
   * The time of all processors since the machine's start, and of it what other machines on the same
   * host took, both in the kernel's ticks; null where it is not told.
   */
  record Times(long all, long stolen) {
    static Times now() throws IOException {
      if (!Files.isReadable(TIMES)) {
        return null;
      }
      String[] parts = Files.readAllLines(TIMES).get(0).split(" +");
      long all = Arrays.stream(parts).skip(1).limit(STEAL).mapToLong(Long::parseLong).sum();
      return new Times(all, Long.parseLong(parts[STEAL]));
    }

    /** Of the time between both. */
    static String stolen(Times before, Times after) {
      return before == null || after == null
          ? "unknown"
          : "%.1f %%".formatted(100.0 * (after.stolen - before.stolen) / (after.all - before.all));
    }
  }

  private static String memory() throws IOException {
    return Files.isReadable(MEMORY)
        ? Files.readAllLines(MEMORY).get(0).replaceAll("\\S+: +", "")
        : "unknown";
  }

  /**
   * A kernel thread that looks through the memory takes a core for tens of milliseconds each time,
   * and every call that is under way then takes that much longer: docs/performance.md.
   */
  private static boolean memoryIsSampled() throws IOException {
    if (!Files.isDirectory(PROCESSES)) {
      return false;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (name(process).startsWith("kdamond")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static String processor() throws IOException {
    if (!Files.isReadable(CPUS)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPUS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException notInstalled) {
      return "unknown";
    }
  }
}
