package org.waybill.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** How long a message is in Waybill's own hands. */
@ApplicationScoped
public class DispatchMetrics {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Timer overhead;

  protected DispatchMetrics() {
    overhead = null;
  }

  @Inject
  public DispatchMetrics(MeterRegistry registry) {
    overhead =
        Timer.builder("waybill.dispatch.overhead")
            .description("from the claim of a message to its request on the wire")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(LONGEST)
            .register(registry);
  }

  void left(Claim claim, Instant at) {
    overhead.record(Duration.between(claim.claimedAt(), at));
  }
}
