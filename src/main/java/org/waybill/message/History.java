package org.waybill.message;

import java.util.List;
import java.util.stream.Stream;
import org.waybill.message.TimelineEntry.Kind;

/** The timeline of a message: every step of ours, and each distinct word of Plivo's once. */
public final class History {
  private final List<Step> steps;
  private final List<Attempt> attempts;

  History(List<Step> steps, List<Attempt> attempts) {
    this.steps = steps;
    this.attempts = attempts;
  }

  void remember(Attempt attempt, Move move) {
    if (move.kind() == Kind.REPORT) {
      attempt.remember(Word.of(move));
    } else {
      steps.add(new Step(attempt, move));
    }
  }

  /** A step of ours that another node may have told of. */
  void rememberOnce(Attempt attempt, Move move) {
    if (steps.stream().noneMatch(step -> step.isSameAs(attempt, move))) {
      remember(attempt, move);
    }
  }

  /** Whether a client has asked for the attempt; not one that Waybill opened by itself. */
  boolean wasAskedFor(Attempt attempt) {
    return steps.stream()
        .filter(step -> step.isOf(attempt))
        .findFirst()
        .filter(Step::isOfAClient)
        .isPresent();
  }

  boolean wasTakenBackByAClient(Attempt attempt) {
    return steps.stream().filter(step -> step.isOf(attempt)).anyMatch(Step::isTakingBackByAClient);
  }

  /** In the order of the message's way, late knowledge where it belongs. */
  public List<TimelineEntry> entries() {
    return unordered().sorted(TimelineEntry.IN_ORDER).toList();
  }

  private Stream<TimelineEntry> unordered() {
    return Stream.concat(
        steps.stream().map(Step::entry), attempts.stream().flatMap(Attempt::entries));
  }

  /**
   * Whether the entry took back a failure that only we had declared: of an attempt that was
   * declared failed and is so no more, the word of Plivo's that counts most.
   */
  public boolean isCorrection(TimelineEntry entry) {
    return entry.kind() == Kind.REPORT
        && unordered().anyMatch(other -> other.isDeclarationOf(entry.attempt()))
        && unordered().noneMatch(other -> other.outranks(entry))
        && attempts.stream()
            .noneMatch(attempt -> attempt.number() == entry.attempt() && attempt.provisional());
  }
}
