package org.waybill.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** What a run is to be like: the system properties {@code chaos.seed} and {@code chaos.kills}. */
record Plan(long seed, int kills) {
  private static final int FEW = 10;

  static Plan chosen() {
    return new Plan(
        Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
        Integer.getInteger("chaos.kills", 2));
  }

  /** Longer than the slowest report of the sandbox, and for a long run than most outages. */
  Duration stuckAfter() {
    return Duration.ofSeconds(isLong() ? 45 : 25);
  }

  /** The short run is for every build. */
  boolean isLong() {
    return kills > FEW;
  }

  /** Everything is fast here, so that a freeze outlasts it. */
  Map<String, String> nodeSettings() {
    return Map.ofEntries(
        Map.entry("waybill.exit-on-failed-start", "true"),
        Map.entry("plivo.connect-timeout", "PT2S"),
        Map.entry("plivo.read-timeout", "PT4S"),
        Map.entry("plivo.call-timeout", "PT4.5S"),
        Map.entry("plivo.messages-per-second", "50"),
        // what the sandbox allows: both nodes together must keep to it
        Map.entry("plivo.requests-per-5s", "300"),
        Map.entry("waybill.breaker.open-for", "PT2S"),
        Map.entry("waybill.dispatch.hold", "PT2S"),
        Map.entry("waybill.dispatch.lease", "PT6S"),
        Map.entry("waybill.idempotency.lease", "PT5S"),
        Map.entry("waybill.stuck-after", stuckAfter().toString()),
        Map.entry("waybill.sweep.period", "PT1S"),
        Map.entry("waybill.sweep.lease", "PT10S"),
        Map.entry("waybill.unconfirmed.lease", "PT10S"),
        Map.entry("waybill.unconfirmed.ask-after", "PT1S"),
        Map.entry("waybill.unconfirmed.ask-apart", "PT2S"),
        // Plivo's 20 a minute would let a search take longer than the run
        Map.entry("waybill.unconfirmed.lists-per-minute", "1000"),
        Map.entry("waybill.carrier-retry.delays", "PT1S,PT1S,PT1S"));
  }

  Map<String, String> sandboxSettings() {
    return Map.of(
        "waybill.sandbox.lists-per-minute",
        "2000",
        "waybill.sandbox.retry-delays",
        "PT1S,PT1S,PT2S,PT2S,PT3S,PT3S" + ",PT5S".repeat(30));
  }
}
