package org.waybill.message;

import java.util.List;
import org.waybill.message.TimelineEntry.Kind;

/** The timeline of a message: every step of ours, and each distinct word of Plivo's once. */
public final class History {
  private final List<TimelineEntry> timeline;
  private final List<Attempt> attempts;

  History(List<TimelineEntry> timeline, List<Attempt> attempts) {
    this.timeline = timeline;
    this.attempts = attempts;
  }

  void remember(Attempt attempt, Move move) {
    timeline.stream()
        .filter(entry -> entry.tellsOf(attempt, move))
        .findFirst()
        .ifPresentOrElse(
            entry -> entry.repeated(move), () -> timeline.add(new TimelineEntry(attempt, move)));
  }

  /** A step of ours that another node may have told of. */
  void rememberOnce(Attempt attempt, Move move) {
    if (timeline.stream().noneMatch(entry -> entry.isSameStep(attempt, move))) {
      remember(attempt, move);
    }
  }

  boolean holds(Attempt attempt, DeliveryReport report) {
    return timeline.stream().anyMatch(entry -> entry.tellsOf(attempt, Move.told(report)));
  }

  /** In the order of the message's way, late knowledge where it belongs. */
  public List<TimelineEntry> entries() {
    return timeline.stream().sorted(TimelineEntry.IN_ORDER).toList();
  }

  /**
   * Whether the entry took back a failure that only we had declared: of an attempt that was
   * declared failed and is so no more, the word of Plivo's that counts most.
   */
  public boolean isCorrection(TimelineEntry entry) {
    return entry.kind() == Kind.REPORT
        && timeline.stream().anyMatch(other -> other.isDeclarationOf(entry.attempt()))
        && timeline.stream().noneMatch(other -> other.outranks(entry))
        && attempts.stream()
            .noneMatch(attempt -> attempt.number() == entry.attempt() && attempt.provisional());
  }
}
