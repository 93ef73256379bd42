package org.waybill.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.waybill.lifecycle.Started;
import org.waybill.plivo.SubmitResult;

/** How long a message is in Waybill's own hands. */
@ApplicationScoped
public class DispatchMetrics {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Map<Class<?>, Counter> outcomes = new HashMap<>();
  private Timer overhead;

  protected DispatchMetrics() {}

  @Inject
  public DispatchMetrics(MeterRegistry registry) {
    overhead =
        Timer.builder("waybill.dispatch.overhead")
            .description("from the claim of a message to its request on the wire")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(LONGEST)
            .register(registry);
    for (Class<?> outcome : SubmitResult.class.getPermittedSubclasses()) {
      outcomes.put(outcome, registry.counter("waybill.sends", "outcome", word(outcome)));
    }
  }

  void start(@Observes Started started) {
    // being made has begun to count
  }

  /** {@code KeptBack} is {@code kept_back}. */
  private static String word(Class<?> outcome) {
    return outcome.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  void answered(SubmitResult result) {
    outcomes.get(result.getClass()).increment();
  }

  void left(Claim claim, Instant at) {
    overhead.record(Duration.between(claim.claimedAt(), at));
  }
}
