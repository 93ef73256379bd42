package org.waybill.deliveryreport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.waybill.lifecycle.Started;
import org.waybill.signature.Diagnosis;
import org.waybill.signature.SignatureFamily;

/**
 * What callbacks this node sees. A refused one is a reason to look: Plivo gives up after 7 minutes.
 */
@ApplicationScoped
public class CallbackMetrics {
  private record Stored(ReportKind kind, ReportOutcome outcome) {}

  private final Map<SignatureFamily, Counter> genuine = new EnumMap<>(SignatureFamily.class);
  private final Map<Diagnosis, Counter> refused = new EnumMap<>(Diagnosis.class);
  private final Map<Stored, Counter> stored = new HashMap<>();
  private final Map<NotStored, Counter> notStored = new EnumMap<>(NotStored.class);
  private Counter replayed;

  protected CallbackMetrics() {}

  /** All begin with 0: an alarm on an increase would not see the first of a new series. */
  @Inject
  public CallbackMetrics(MeterRegistry registry) {
    for (SignatureFamily family : SignatureFamily.values()) {
      genuine.put(family, registry.counter("waybill.callbacks.genuine", "signature", word(family)));
    }
    for (Diagnosis diagnosis : Diagnosis.values()) {
      refused.put(
          diagnosis, registry.counter("waybill.callbacks.refused", "diagnosis", word(diagnosis)));
    }
    for (ReportKind kind : ReportKind.values()) {
      for (ReportOutcome outcome : ReportOutcome.values()) {
        stored.put(
            new Stored(kind, outcome),
            registry.counter("waybill.reports", "kind", kind.word(), "outcome", outcome.word()));
      }
    }
    for (NotStored cause : NotStored.values()) {
      notStored.put(cause, registry.counter("waybill.callbacks.not.stored", "cause", word(cause)));
    }
    replayed = registry.counter("waybill.callbacks.replayed");
  }

  void start(@Observes Started started) {
    // being made has begun to count
  }

  void genuine(SignatureFamily family) {
    genuine.get(family).increment();
  }

  void refused(Diagnosis diagnosis) {
    refused.get(diagnosis).increment();
  }

  void replayed() {
    replayed.increment();
  }

  void notStored(NotStored cause) {
    notStored.get(cause).increment();
  }

  /** What was rolled back comes again. */
  void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReportsStored reports) {
    stored.get(new Stored(reports.kind(), reports.outcome())).increment(reports.many());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
