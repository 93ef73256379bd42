package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.waybill.dispatch.DispatchSettings;
import org.waybill.message.Attempt;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.sweeping.SearchResult.Absent;
import org.waybill.sweeping.SearchResult.Arrived;

/** The two transactions around a look into Plivo's log: take before, settle after. */
@ApplicationScoped
@Transactional
public class UnconfirmedSends {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(30);

  /** Of sends farther apart no look shows both: longer than a pass, a lease and clocks together. */
  private static final Duration SAME_PASS = Duration.ofMinutes(15);

  private static final FailureReason UNCONFIRMED_SEND =
      new FailureReason(
          "unconfirmed_send",
          "nobody can say whether Plivo took it",
          "Look for it in Plivo's log before you send again.");
  private static final FailureReason NEVER_ARRIVED =
      new FailureReason(
          "never_arrived",
          "Plivo's log does not show it",
          "Nothing: a new attempt follows by itself.");
  private static final FailureReason NEVER_TAKEN =
      new FailureReason(
          NEVER_ARRIVED.code(),
          NEVER_ARRIVED.name(),
          "Plivo took none of its attempts: look at Plivo's status page before you retry it.");

  private final Messages messages;
  private final MessageSearch search;
  private final UnconfirmedSettings settings;
  private final DispatchSettings dispatch;
  private final InstantSource clock;

  protected UnconfirmedSends() {
    this(null, null, null, null, null);
  }

  @Inject
  public UnconfirmedSends(
      Messages messages,
      MessageSearch search,
      UnconfirmedSettings settings,
      DispatchSettings dispatch,
      InstantSource clock) {
    this.messages = messages;
    this.search = search;
    this.settings = settings;
    this.dispatch = dispatch;
    this.clock = clock;
  }

  /**
   * Oldest first, taken from everybody else.
   *
   * @param leftAlone the accounts of which none is taken
   */
  List<UnconfirmedSend> take(int most, Set<String> leftAlone) {
    Instant now = clock.instant();
    return messages.changeDue(
        EnumSet.of(MessageStatus.UNCONFIRMED), leftAlone, now, most, message -> take(message, now));
  }

  private UnconfirmedSend take(Message message, Instant now) {
    Attempt attempt = message.latest();
    message.sweepNotBefore(leaseEnd(attempt, now));
    return new UnconfirmedSend(
        message.account(),
        message.id(),
        attempt.id(),
        attempt.tries(),
        message.from(),
        message.to(),
        attempt.submittingAt(),
        now);
  }

  /**
   * Should this node die, the deadline is kept all the same; a look that takes longer is made
   * twice.
   */
  private Instant leaseEnd(Attempt attempt, Instant now) {
    Instant end = earlier(now.plus(settings.lease()), attempt);
    return end.isBefore(now.plus(SHORTEST_LEASE)) ? now.plus(SHORTEST_LEASE) : end;
  }

  /** Those of Plivo's UUIDs that no attempt of ours has. */
  List<String> unknownToUs(List<String> messageUuids) {
    return messageUuids.stream().filter(uuid -> messages.byMessageUuid(uuid).isEmpty()).toList();
  }

  /** Does nothing when a callback has resolved the send meanwhile, or it was made once more. */
  void settle(UnconfirmedSend send, SearchResult result) {
    messages.change(
        send.messageId(),
        message -> {
          Attempt attempt = message.latest();
          boolean open = message.status() == MessageStatus.UNCONFIRMED || message.provisional();
          if (open && send.isOf(attempt)) {
            settle(message, attempt, send.takenAt(), result, clock.instant());
          }
          return message;
        });
  }

  private void settle(
      Message message, Attempt attempt, Instant takenAt, SearchResult result, Instant now) {
    if (result instanceof Arrived arrived && isNobodyElses(message, attempt, arrived)) {
      message.adopted(attempt.id(), arrived.messageUuid(), now);
    } else if (attempt.status() != MessageStatus.UNCONFIRMED) {
      return; // given up meanwhile: only finding it changes that
    } else if (result instanceof Absent && isProven(attempt, takenAt)) {
      sendAnew(message, attempt, now);
    } else {
      if (result instanceof Absent) {
        message.missedInLog(attempt.id(), now);
      }
      askAgainOrGiveUp(message, attempt, now);
    }
  }

  /**
   * Unless an earlier attempt turned out to be on its way: then the message stands there. As often
   * and as long as a send that Plivo turns away.
   */
  private void sendAnew(Message message, Attempt attempt, Instant now) {
    List<Attempt> lost = lostInARow(message, attempt);
    Optional<Instant> next =
        dispatch
            .retryPolicy()
            .nextTry(
                lost.size(),
                Duration.ZERO,
                lost.get(lost.size() - 1).submittingAt(),
                now,
                ThreadLocalRandom.current());
    message.declareFailed(attempt.id(), next.isPresent() ? NEVER_ARRIVED : NEVER_TAKEN, now);
    if (next.isPresent() && message.mayBeRetried()) {
      message.retry(next.get(), Source.SWEEPER, now);
    }
  }

  /** The newest first, back to the one that a client asked for. */
  private static List<Attempt> lostInARow(Message message, Attempt last) {
    List<Attempt> lost = new ArrayList<>();
    for (int number = last.number(); number > 0; number--) {
      Attempt attempt = message.attempts().get(number - 1);
      if (attempt != last && !neverArrived(attempt)) {
        break;
      }
      lost.add(attempt);
      if (message.wasAskedFor(attempt)) {
        break;
      }
    }
    return lost;
  }

  private static boolean neverArrived(Attempt attempt) {
    return attempt.reason() != null && attempt.reason().code().equals(NEVER_ARRIVED.code());
  }

  /**
   * Another send to the same recipient that has no UUID yet may own the log's entry. Asked in this
   * order: one that gets its UUID meanwhile is seen by the second question.
   */
  private boolean isNobodyElses(Message message, Attempt attempt, Arrived arrived) {
    return !search.hasOthersWithoutUuid(message, attempt.submittingAt(), SAME_PASS)
        && messages.byMessageUuid(arrived.messageUuid()).isEmpty();
  }

  /** Not by the time of the answer: a node may have slept between its look and now. */
  private boolean isProven(Attempt attempt, Instant lookedAfter) {
    return settings.resend()
        && attempt
            .missedAt()
            .filter(first -> !lookedAfter.isBefore(first.plus(settings.askApart())))
            .isPresent();
  }

  private void askAgainOrGiveUp(Message message, Attempt attempt, Instant now) {
    Instant giveUpAt = giveUpAt(message, attempt);
    if (now.isBefore(giveUpAt)) {
      Instant next = now.plus(settings.askApart());
      message.sweepNotBefore(next.isBefore(giveUpAt) ? next : giveUpAt);
    } else {
      message.declareFailed(attempt.id(), UNCONFIRMED_SEND, now);
    }
  }

  /**
   * From the moment when nobody could say what became of it, which may be long after the send: no
   * node was there. When none was there at the deadline either, there is time for a second look,
   * and for the one that proves an absence.
   */
  private Instant giveUpAt(Message message, Attempt attempt) {
    Instant since = message.updatedAt();
    boolean late = attempt.deadlineAt().filter(deadline -> !since.isBefore(deadline)).isPresent();
    if (!late) {
      return earlier(since.plus(settings.giveUpAfter()), attempt);
    }
    Instant twoLooks = since.plus(settings.askApart().multipliedBy(2));
    Instant proof = attempt.missedAt().orElse(since).plus(settings.askApart());
    return proof.isAfter(twoLooks) ? proof : twoLooks;
  }

  /** The given time, but not after the attempt's deadline. */
  private static Instant earlier(Instant time, Attempt attempt) {
    return attempt.deadlineAt().filter(time::isAfter).orElse(time);
  }
}
