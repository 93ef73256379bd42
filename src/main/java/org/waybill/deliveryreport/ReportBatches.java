package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.message.Progress;
import org.waybill.message.Progresses;
import org.waybill.message.Silence;
import org.waybill.rows.Writes;

/** Stores and applies many reports of the ordinary way in one transaction. */
@ApplicationScoped
public class ReportBatches {
  private final Progresses progresses;
  private final Event<Object> tell;
  private final Silence silence;

  protected ReportBatches() {
    this(null, null, null);
  }

  @Inject
  public ReportBatches(Progresses progresses, Event<Object> tell, Silence silence) {
    this.progresses = progresses;
    this.tell = tell;
    this.silence = silence;
  }

  /**
   * Committed when this returns.
   *
   * @return the ids of those that were stored; the others are not of the ordinary way
   * @throws RuntimeException if nothing was stored
   */
  @Transactional
  public Set<UUID> store(List<Told> batch) {
    List<Matched> matched = matched(batch);
    if (!matched.isEmpty()) {
      progresses.write(
          new Writes().add(Ledger.APPEND, matched),
          matched.stream().map(Matched::progress).distinct().toList());
      tell.fire(new ReportsStored(ReportKind.SMS, ReportOutcome.MATCHED, matched.size()));
    }
    return matched.stream().map(one -> one.told().id()).collect(Collectors.toSet());
  }

  /**
   * Once a report of a message is not taken, the later ones of it are not, so that order is kept.
   */
  private List<Matched> matched(List<Told> batch) {
    Map<UUID, Progress> found = progresses.read(attempts(batch));
    List<Matched> matched = new ArrayList<>(batch.size());
    Set<UUID> left = new HashSet<>();
    for (Told told : batch) {
      Progress progress = told.attemptId() == null ? null : found.get(told.attemptId());
      if (progress != null && !left.contains(told.attemptId())) {
        if (takes(progress, told)) {
          matched.add(new Matched(told, progress));
        } else {
          left.add(told.attemptId());
        }
      }
    }
    return matched;
  }

  private static Set<UUID> attempts(List<Told> batch) {
    return batch.stream()
        .filter(told -> told.kind() == ReportKind.SMS)
        .map(Told::attemptId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private boolean takes(Progress progress, Told told) {
    return told.tellsOf(progress.account())
        && PlivoWords.read(told).filter(report -> progress.take(report, silence)).isPresent();
  }
}
