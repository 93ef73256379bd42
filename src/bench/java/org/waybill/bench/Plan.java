package org.waybill.bench;

import java.time.Duration;
import java.util.List;

/** How much is measured. Every number is a system property, {@code -Dbench.seconds=10}. */
record Plan(
    List<String> parts,
    boolean full,
    Duration run,
    int rounds,
    int users,
    int emptyUsers,
    int naiveUsers,
    Duration soak,
    int archive,
    List<String> jvm) {
  private static final String PARTS = "receive,burst,accept,dispatch,micro";
  private static final String LONG_PARTS = ",soak,archive";

  /** Huge pages are known on Linux only. */
  private static final String JVM =
      "-Xms2g -Xmx2g -Xmn1g -XX:+UseG1GC -XX:+AlwaysPreTouch"
          + " -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages";

  static Plan fromProperties() {
    String full = System.getProperty("bench.full", "false");
    boolean isFull = full.isEmpty() || Boolean.parseBoolean(full);
    return new Plan(
        parts(isFull),
        isFull,
        Duration.ofSeconds(Integer.getInteger("bench.seconds", 5)),
        Integer.getInteger("bench.rounds", 3),
        Integer.getInteger("bench.users", 2_048),
        Integer.getInteger("bench.empty-users", 256),
        Integer.getInteger("bench.naive-users", 64),
        Duration.ofSeconds(Integer.getInteger("bench.soak-seconds", 600)),
        Integer.getInteger("bench.archive", 10_000_000),
        words("bench.jvm", JVM, " "));
  }

  private static List<String> parts(boolean full) {
    List<String> parts = words("bench.parts", PARTS + (full ? LONG_PARTS : ""), " *, *");
    List<String> known = List.of((PARTS + LONG_PARTS).split(","));
    if (!known.containsAll(parts)) {
      throw new IllegalArgumentException("bench.parts=%s, known are %s".formatted(parts, known));
    }
    return parts;
  }

  private static List<String> words(String property, String otherwise, String separator) {
    return List.of(System.getProperty(property, otherwise).strip().split(separator));
  }

  boolean has(String part) {
    return parts.contains(part);
  }
}
