package org.waybill.deliveryreport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.signature.Diagnosis;
import org.waybill.signature.SignatureFamily;

/**
 * What callbacks this node sees. A refused one is a reason to look: Plivo gives up after 7 minutes.
 */
@ApplicationScoped
public class CallbackMetrics {
  private record Stored(ReportKind kind, ReportOutcome outcome) {}

  private final MeterRegistry registry;
  private final Map<SignatureFamily, Counter> genuine = new ConcurrentHashMap<>();
  private final Map<Stored, Counter> stored = new ConcurrentHashMap<>();

  protected CallbackMetrics() {
    this(null);
  }

  @Inject
  public CallbackMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void genuine(SignatureFamily family) {
    genuine
        .computeIfAbsent(
            family, any -> registry.counter("waybill.callbacks.genuine", "signature", word(family)))
        .increment();
  }

  void refused(Diagnosis diagnosis) {
    registry.counter("waybill.callbacks.refused", "diagnosis", word(diagnosis)).increment();
  }

  void replayed() {
    registry.counter("waybill.callbacks.replayed").increment();
  }

  void stored(ReportKind kind, ReportOutcome outcome) {
    stored(kind, outcome, 1);
  }

  void stored(ReportKind kind, ReportOutcome outcome, int many) {
    stored
        .computeIfAbsent(
            new Stored(kind, outcome),
            any ->
                registry.counter("waybill.reports", "kind", kind.word(), "outcome", outcome.word()))
        .increment(many);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
