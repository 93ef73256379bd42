package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.waybill.signature.SignatureFamily;

/** What callbacks this node saw since its start. */
@ApplicationScoped
public class CallbackCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void genuine(SignatureFamily family) {
    count("genuine_" + family.name().toLowerCase(java.util.Locale.ROOT));
  }

  void refused() {
    count("refused");
  }

  void stored(ReportOutcome outcome) {
    count(outcome.word());
  }

  private void count(String what) {
    counts.computeIfAbsent(what, unseen -> new LongAdder()).increment();
  }

  /** A copy, by name. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return all;
  }
}
