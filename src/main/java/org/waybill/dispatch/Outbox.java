package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.waybill.message.Attempt;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.plivo.SubmitResult;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;
import org.waybill.suppression.Suppressions;

/** The two transactions around a submission: claim before, record after. */
@ApplicationScoped
@Transactional
public class Outbox {
  private static final FailureReason SUPPRESSED =
      new FailureReason(
          "suppressed",
          "the recipient has opted out",
          "Only START from the recipient, or removing the suppression, lets messages through.");

  private final Messages messages;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private final Suppressions suppressions;

  protected Outbox() {
    this(null, null, null, null);
  }

  @Inject
  public Outbox(
      Messages messages,
      DispatchSettings settings,
      InstantSource clock,
      Suppressions suppressions) {
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
    this.suppressions = suppressions;
  }

  /** What is due; empty where a message was found expired or suppressed and failed instead. */
  List<Optional<Claim>> claim(int most) {
    Instant now = clock.instant();
    return messages.changeDue(
        EnumSet.of(MessageStatus.ACCEPTED), now, most, message -> claim(message, now));
  }

  private Optional<Claim> claim(Message message, Instant now) {
    if (message.isExpired(now)) {
      message.withdraw(expired(), now);
      return Optional.empty();
    }
    if (suppressions.contains(message.from(), message.to())) {
      message.withdraw(SUPPRESSED, now);
      return Optional.empty();
    }
    return Optional.of(leased(message, now));
  }

  private Claim leased(Message message, Instant now) {
    Attempt attempt = message.lease(settings.lease(), settings.stuckAfter(), now);
    return new Claim(
        message.account(),
        message.id(),
        attempt.id(),
        attempt.tries(),
        message.from(),
        message.to(),
        message.text(),
        dueSince(message, attempt),
        message.expiresAt().orElse(null),
        now.plus(settings.lease()));
  }

  /** A message that was to wait for days is not old when its time comes. */
  private static Instant dueSince(Message message, Attempt attempt) {
    return message.sendAt().filter(attempt.createdAt()::isBefore).orElse(attempt.createdAt());
  }

  /** Its time was over between the claim and the call. */
  void expire(Claim claim) {
    messages.change(
        claim.messageId(),
        message -> {
          message.refused(claim.attemptId(), expired(), null, clock.instant());
          return message;
        });
  }

  void record(Claim claim, SubmitResult result) {
    messages.change(
        claim.messageId(),
        message -> {
          if (result instanceof Accepted || isStillOurs(message, claim)) {
            record(message, claim, result);
          }
          return message;
        });
  }

  /** The claim's request surely never left. */
  void giveBack(Claim claim) {
    Instant now = clock.instant();
    messages.change(
        claim.messageId(),
        message -> {
          if (isStillOurs(message, claim)) {
            message.postponed(claim.attemptId(), null, now, now);
          }
          return message;
        });
  }

  /** A UUID is true whenever it comes; any other outcome only of the try that the message is in. */
  private static boolean isStillOurs(Message message, Claim claim) {
    return message.latest().id().equals(claim.attemptId())
        && message.latest().tries() == claim.tries();
  }

  private void record(Message message, Claim claim, SubmitResult result) {
    Instant now = clock.instant();
    if (result instanceof Accepted accepted) {
      message.submitted(claim.attemptId(), accepted.messageUuid(), accepted.httpStatus(), now);
    } else if (result instanceof Refused refused) {
      message.refused(claim.attemptId(), reason(refused), boxed(refused.httpStatus()), now);
    } else if (result instanceof Unconfirmed unconfirmed) {
      Integer status = boxed(unconfirmed.httpStatus());
      Instant askAt = now.plus(settings.askAfter());
      message.unconfirmed(claim.attemptId(), status, askAt, Source.DISPATCHER, now);
    } else if (result instanceof Retryable retryable) {
      retry(message, claim, retryable, now);
    }
  }

  private void retry(Message message, Claim claim, Retryable result, Instant now) {
    Integer status = boxed(result.httpStatus());
    Optional<Instant> next =
        settings
            .retryPolicy()
            .nextTry(result, claim.tries(), claim.dueSince(), now, ThreadLocalRandom.current());
    if (next.isPresent()) {
      Instant due = message.expiresAt().filter(next.get()::isAfter).orElse(next.get());
      message.postponed(claim.attemptId(), status, due, now);
    } else {
      message.refused(claim.attemptId(), exhausted(result), status, now);
    }
  }

  private static FailureReason reason(Refused refused) {
    String code =
        refused.httpStatus().isPresent()
            ? "http_" + refused.httpStatus().getAsInt()
            : "not_sendable";
    return new FailureReason(code, "refused when submitted", refused.reason());
  }

  private static FailureReason expired() {
    return new FailureReason(
        "expired",
        "expired before it was submitted",
        "Its expiresAt had come. Send a new message if it is still wanted.");
  }

  private static FailureReason exhausted(Retryable result) {
    return new FailureReason("retries_exhausted", "could not be submitted in time", result.why());
  }

  private static Integer boxed(OptionalInt status) {
    return status.isPresent() ? status.getAsInt() : null;
  }
}
