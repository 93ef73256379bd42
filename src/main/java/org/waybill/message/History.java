package org.waybill.message;

import java.util.List;
import java.util.stream.Stream;
import org.waybill.message.TimelineEntry.Kind;

/** The timeline of a message: every step of ours, and each distinct word of Plivo's once. */
public final class History {
  private final List<Step> steps;
  private final List<Step> newSteps;
  private final List<Attempt> attempts;

  /**
   * @param steps those that the database has, perhaps not yet read
   * @param newSteps takes those that are to be written; it may go on to hold them afterwards
   */
  History(List<Step> steps, List<Step> newSteps, List<Attempt> attempts) {
    this.steps = steps;
    this.newSteps = newSteps;
    this.attempts = attempts;
  }

  private Stream<Step> steps() {
    return Stream.concat(steps.stream(), newSteps.stream()).distinct();
  }

  void remember(Attempt attempt, Move move) {
    if (move.kind() == Kind.REPORT) {
      attempt.remember(Word.of(move));
    } else {
      newSteps.add(new Step(attempt, move));
    }
  }

  /** A step of ours that another node may have told of. */
  void rememberOnce(Attempt attempt, Move move) {
    if (steps().noneMatch(step -> step.isSameAs(attempt, move))) {
      remember(attempt, move);
    }
  }

  /** Whether a client has asked for the attempt; not one that Waybill opened by itself. */
  boolean wasAskedFor(Attempt attempt) {
    return steps()
        .filter(step -> step.isOf(attempt))
        .findFirst()
        .filter(Step::isOfAClient)
        .isPresent();
  }

  boolean wasTakenBackByAClient(Attempt attempt) {
    return steps().filter(step -> step.isOf(attempt)).anyMatch(Step::isTakingBackByAClient);
  }

  /** In the order of the message's way, late knowledge where it belongs. */
  public List<TimelineEntry> entries() {
    return unordered().sorted(TimelineEntry.IN_ORDER).toList();
  }

  private Stream<TimelineEntry> unordered() {
    return Stream.concat(steps().map(Step::entry), attempts.stream().flatMap(Attempt::entries));
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
