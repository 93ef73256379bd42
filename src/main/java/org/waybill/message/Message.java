package org.waybill.message;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;

/**
 * One SMS to one recipient, with all its attempts and its whole history.
 *
 * <p>Every status write goes through {@link #move}. A message is changed only under its row lock
 * and through {@link Messages}, which also writes the steps that the change adds.
 */
@Entity
public class Message extends Tracked {
  /** Plivo has them and has not said its last word. */
  static final Set<MessageStatus> ON_THEIR_WAY =
      EnumSet.of(MessageStatus.SUBMITTED, MessageStatus.QUEUED, MessageStatus.SENT);

  private static final long FIRST_VERSION = 1;

  static final Write<Message> INSERT =
      tracked(requested(Columns.<Message>none()))
          .integer("version", row -> FIRST_VERSION)
          .insertInto("message");

  @Version private long version;

  @OneToMany(mappedBy = "message", cascade = CascadeType.PERSIST)
  @OrderBy("number")
  private List<Attempt> attempts = new ArrayList<>();

  @OneToMany(mappedBy = "message")
  @OrderBy("id")
  private List<Step> steps = new ArrayList<>();

  /** Apart from the others, so that those need not be read when one more comes. */
  @Transient private final List<Step> newSteps = new ArrayList<>();

  @Transient private final News news = new News();

  /** Whether a report was taken in since it was last asked. */
  @Transient private boolean reported;

  protected Message() {}

  private Message(Draft draft, Instant at) {
    super(draft, at);
  }

  /** A new message, due for submission at once or at the time that its draft names. */
  public static Message accept(Draft draft, Instant at) {
    Message message = new Message(draft, at);
    Instant dueAt = draft.sendAt() == null ? at : draft.sendAt();
    message.open(dueAt, Source.CLIENT, at);
    return message;
  }

  /** Adds an attempt that is due at the given time. */
  private Attempt open(Instant dueAt, Source source, Instant at) {
    Attempt attempt = new Attempt(this, attempts.size() + 1, at);
    attempts.add(attempt);
    stand(attempt, Move.ours(MessageStatus.ACCEPTED, source, at));
    plan(dueAt);
    return attempt;
  }

  /**
   * Sends it once more, as a new attempt.
   *
   * @throws IllegalStateException unless {@link #mayBeRetried}
   */
  public Attempt retry(Instant dueAt, Source source, Instant at) {
    if (!mayBeRetried()) {
      throw new IllegalStateException("messageId=%s is %s".formatted(id(), status()));
    }
    return open(dueAt, source, at);
  }

  /**
   * Has {@link #retry} called at the given time, unless a report or somebody's retry changes where
   * it stands before.
   *
   * @throws IllegalStateException unless {@link #mayBeRetried}
   */
  public void planRetry(Instant at) {
    if (!mayBeRetried()) {
      throw new IllegalStateException("messageId=%s is %s".formatted(id(), status()));
    }
    plan(at);
  }

  /** It stays as it ended. */
  public void dropPlannedRetry() {
    if (mayBeRetried()) {
      plan(null);
    }
  }

  /**
   * Takes it back.
   *
   * @return false when it is too late: only an accepted message can be taken back
   */
  public boolean cancel(Source source, Instant at) {
    if (status() != MessageStatus.ACCEPTED) {
      return false;
    }
    move(latest(), Move.ours(MessageStatus.CANCELLED, source, at));
    return true;
  }

  /** Fails an accepted message that must not be submitted any more. */
  public void withdraw(FailureReason why, Instant at) {
    move(latest(), Move.refusal(why, at));
  }

  /**
   * A dispatcher takes the latest attempt and has until the lease ends to tell what became of it.
   */
  public Attempt lease(Duration lease, Duration stuckAfter, Instant at) {
    Attempt attempt = latest();
    attempt.leased(stuckAfter, nextActionAt().orElse(at), at);
    move(attempt, Move.ours(MessageStatus.SUBMITTING, Source.DISPATCHER, at));
    plan(at.plus(lease));
    return attempt;
  }

  /** Plivo took the attempt and named it. */
  public void submitted(UUID attemptId, String uuid, int httpStatus, Instant at) {
    Attempt attempt = attempt(attemptId);
    attempt.answered(httpStatus);
    name(attempt, uuid);
    Move move = Move.ours(MessageStatus.SUBMITTED, Source.DISPATCHER, at);
    if (attempt.mayBecome(move.to())) {
      move(attempt, move);
    } else {
      history().rememberOnce(attempt, move); // its callbacks, or a look into the log, were faster
      mirror(at);
    }
  }

  /** Plivo's log shows that it took the latest attempt, of which nobody could say so. */
  public void adopted(UUID attemptId, String uuid, Instant at) {
    Attempt attempt = attempt(attemptId);
    if (attempt.mayBeAdopted()) {
      name(attempt, uuid);
      move(attempt, Move.ours(MessageStatus.SUBMITTED, Source.QUERY, at));
      sweepNotBefore(at);
    }
  }

  /** Plivo's log, looked into the whole time of an unconfirmed send, does not show it. */
  public void missedInLog(UUID attemptId, Instant at) {
    attempt(attemptId).missedInLog(at);
  }

  /** Plivo refused the send for good. */
  public void refused(UUID attemptId, FailureReason why, Integer httpStatus, Instant at) {
    Attempt attempt = attempt(attemptId);
    attempt.answered(httpStatus);
    if (attempt.awaitsAnswer()) {
      move(attempt, Move.refusal(why, at));
    }
  }

  /** Plivo turned the send away for the moment; the same attempt is made again at {@code dueAt}. */
  public void postponed(UUID attemptId, Integer httpStatus, Instant dueAt, Instant at) {
    attempt(attemptId).turnedAway(at);
    handedBack(attemptId, httpStatus, dueAt, at);
  }

  /** The send was not taken, which is not the message's fault: it costs it no try. */
  public void handedBack(UUID attemptId, Integer httpStatus, Instant dueAt, Instant at) {
    Attempt attempt = attempt(attemptId);
    attempt.answered(httpStatus);
    if (attempt.awaitsAnswer()) {
      move(attempt, Move.ours(MessageStatus.ACCEPTED, Source.DISPATCHER, at));
      if (attempt.status() == MessageStatus.ACCEPTED) {
        plan(dueAt); // else an earlier attempt had arrived meanwhile
      }
    }
  }

  /**
   * Nobody can say whether Plivo took the send; its log is looked into at {@code askAt}, at the
   * deadline at the latest.
   */
  public void unconfirmed(
      UUID attemptId, Integer httpStatus, Instant askAt, Source source, Instant at) {
    Attempt attempt = attempt(attemptId);
    attempt.answered(httpStatus);
    if (attempt.status() == MessageStatus.SUBMITTING) {
      move(attempt, Move.ours(MessageStatus.UNCONFIRMED, source, at));
      plan(attempt.deadlineAt().filter(askAt::isAfter).orElse(askAt));
    }
  }

  /** Nothing final is to be had by the deadline: failed, until a genuine report corrects it. */
  public void declareFailed(UUID attemptId, FailureReason why, Instant at) {
    Attempt attempt = attempt(attemptId);
    if (!attempt.status().isFinal()) {
      move(attempt, Move.declaration(why, at));
    }
  }

  /**
   * Plans the look anew if something was heard since it was planned.
   *
   * @return whether it is not yet time to look
   */
  public boolean putsOffLook(Instant now) {
    return putsOffLook(latest(), now);
  }

  /**
   * Takes in a genuine report. The same reports in any order and number end in the same state.
   *
   * @return whether the report told anything new
   */
  public boolean report(UUID attemptId, DeliveryReport report) {
    reported = true;
    Attempt attempt = attempt(attemptId);
    name(attempt, report.messageUuid());
    attempt.sentFrom(report.sender());
    bill(attempt, report);
    boolean yields = attempt.yieldsTo(report);
    boolean moves = yields && !attempt.isRepeatedBy(report);
    String reasonBefore = attempt.reasonCode();
    Move told = Move.told(report);
    boolean isNew = moves || !attempt.remembers(Word.of(told));
    if (moves) {
      move(attempt, told);
    } else {
      history().remember(attempt, told);
    }
    if (yields) {
      attempt.outranked(report);
    }
    mirror(report.at());
    boolean otherReason = !Objects.equals(reasonBefore, attempt.reasonCode());
    if (otherReason && !moves && attempt == latest()) {
      dropPlannedRetry();
    }
    if (isNew && !moves && report.reason() != null && attempt == latest() && mayBeRetried()) {
      tellOfAnotherReason(report);
    }
    return isNew;
  }

  /**
   * Also of one that counts less: whoever acts on reasons must not depend on which of two reports
   * came first.
   */
  private void tellOfAnotherReason(DeliveryReport report) {
    String code = report.reason().code();
    news.moved(
        new StatusChanged(
            id(), latest().id(), account(), status(), status(), code, false, report.at()));
  }

  private void bill(Attempt attempt, DeliveryReport report) {
    BigDecimal more = attempt.bill(report);
    if (more.signum() != 0) {
      news.billed(new Billed(account(), more, report.at()));
    }
  }

  /**
   * An earlier attempt arrived, or is on its way after all: the waiting one would double it. If
   * Plivo had one that we had declared failed, and tells that it failed, then what we opened in its
   * place is taken back as well, as it would have been had Plivo's earlier words come first.
   */
  private void takeBackWhatWouldDouble(Attempt attempt, boolean corrected, Move move) {
    Attempt newest = all().newest();
    boolean inItsPlace =
        corrected && all().newestWaitsBehind(attempt) && !history().wasAskedFor(newest);
    if (all().newestWouldDouble() || inItsPlace) {
      stand(newest, Move.ours(MessageStatus.CANCELLED, move.source(), move.at()), attempt);
    }
  }

  private void name(Attempt attempt, String uuid) {
    if (attempt.messageUuid() == null && uuid != null) {
      attempt.named(uuid);
      news.named(new AttemptRef(id(), attempt.id(), account(), uuid));
    }
  }

  private void move(Attempt attempt, Move move) {
    if (!attempt.mayBecome(move.to())) {
      throw new IllegalStateException(
          "attemptId=%s is %s and cannot become %s"
              .formatted(attempt.id(), attempt.status(), move.to()));
    }
    boolean declared = attempt.provisional();
    stand(attempt, move);
    takeBackWhatWouldDouble(attempt, declared && !attempt.provisional(), move);
  }

  private void stand(Attempt attempt, Move move) {
    stand(attempt, move, attempt);
  }

  /**
   * The one place that writes a status.
   *
   * @param heardOf the attempt of which something new is known
   */
  private void stand(Attempt attempt, Move move, Attempt heardOf) {
    boolean counted = attempt == latest();
    boolean correction = attempt.provisional();
    attempt.stands(move);
    history().remember(attempt, move);
    if (counted || attempt == latest()) {
      MessageStatus from = status();
      moves(latest(), move.at());
      mirror(move.at());
      String code = heardOf == latest() ? heardOf.reasonCode() : null;
      news.moved(
          new StatusChanged(
              id(), latest().id(), account(), from, status(), code, correction, move.at()));
    }
  }

  private void mirror(Instant at) {
    mirror(latest(), all().price(), at);
  }

  private Attempt attempt(UUID attemptId) {
    return all().of(attemptId);
  }

  private Attempts all() {
    return new Attempts(attempts);
  }

  /** What a report has changed may all be the attempt's, which this one's version guards. */
  boolean takeReported() {
    boolean taken = reported;
    reported = false;
    return taken;
  }

  News news() {
    return news;
  }

  /** The attempt that counts. */
  public Attempt latest() {
    return all().latest();
  }

  /** Whether a client has asked for the attempt; not one that Waybill opened by itself. */
  public boolean wasAskedFor(Attempt attempt) {
    return history().wasAskedFor(attempt);
  }

  /** Whether a client took the newest attempt back, not Waybill because it would have doubled. */
  public boolean retryWasTakenBack() {
    return attempts.size() > 1 && history().wasTakenBackByAClient(all().newest());
  }

  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Those that are to be written. */
  List<Step> newSteps() {
    return newSteps;
  }

  /** Everything that happened, as far as it is known. */
  public History history() {
    return new History(steps, newSteps, attempts);
  }
}
