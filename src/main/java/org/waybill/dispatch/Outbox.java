package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.waybill.message.Attempt;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.Taken;
import org.waybill.pacing.Grant;
import org.waybill.plivo.SubmitResult;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Held;
import org.waybill.plivo.SubmitResult.KeptBack;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;
import org.waybill.standing.Cause;
import org.waybill.standing.Standings;
import org.waybill.suppression.OptOutCheck;

/** The two transactions around a submission: claim before, record after. */
@ApplicationScoped
@Transactional
public class Outbox {
  private final Messages messages;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private final OptOutCheck optOuts;
  private final Permits permits;
  private final Standings standings;

  protected Outbox() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public Outbox(
      Messages messages,
      DispatchSettings settings,
      InstantSource clock,
      OptOutCheck optOuts,
      Permits permits,
      Standings standings) {
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
    this.optOuts = optOuts;
    this.permits = permits;
    this.standings = standings;
  }

  /** What is due and may go now. What is found expired or suppressed fails instead. */
  Claims claim(String account, int most) {
    Instant now = clock.instant();
    Grant grant = permits.grant(account, most);
    if (grant.isNone()) {
      return new Claims(List.of(), false, Optional.of(grant.nextAt()));
    }
    Taken<Claim> taken =
        messages.changeAccepted(account, now, grant.permits(), due -> claims(due, now));
    if (!taken.all().isEmpty()) {
      permits.used(account, taken.all());
    }
    return new Claims(taken.all(), taken.more(), Optional.empty());
  }

  private List<Claim> claims(List<Message> due, Instant now) {
    Set<UUID> forbidden = optOuts.forbidden(due);
    return due.stream()
        .flatMap(message -> claim(message, forbidden.contains(message.id()), now).stream())
        .toList();
  }

  private Optional<Claim> claim(Message message, boolean isForbidden, Instant now) {
    if (message.isExpired(now)) {
      message.withdraw(Reasons.expired(), now);
      return Optional.empty();
    }
    if (isForbidden) {
      message.withdraw(Reasons.suppressed(), now);
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
        attempt.failures(),
        message.from(),
        message.to(),
        message.text(),
        attempt.failingSince().orElse(null),
        message.expiresAt().orElse(null),
        now,
        now.plus(settings.lease()));
  }

  /** Its time was over between the claim and the call. */
  void expire(Claim claim) {
    messages.change(
        claim.messageId(),
        message -> {
          message.refused(claim.attemptId(), Reasons.expired(), null, clock.instant());
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
            message.handedBack(claim.attemptId(), null, now, now);
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
      Integer status = boxed(refused.httpStatus());
      message.refused(claim.attemptId(), Reasons.refused(refused), status, now);
    } else if (result instanceof Unconfirmed unconfirmed) {
      Integer status = boxed(unconfirmed.httpStatus());
      Instant askAt = now.plus(settings.askAfter());
      message.unconfirmed(claim.attemptId(), status, askAt, Source.DISPATCHER, now);
    } else if (result instanceof Retryable retryable) {
      retry(message, claim, retryable, now);
    } else if (result instanceof Held held) {
      message.handedBack(claim.attemptId(), held.httpStatus(), now, now);
    } else if (result instanceof KeptBack) {
      message.handedBack(claim.attemptId(), null, now, now);
    } else {
      throw new IllegalStateException(result.getClass().getName());
    }
    tellOfTheAccount(claim, result);
  }

  /** What the outcome says of the account, whatever it says of the message. */
  private void tellOfTheAccount(Claim claim, SubmitResult result) {
    String account = claim.account();
    UUID attempt = claim.attemptId();
    if (result instanceof Held held) {
      standings.refused(account, attempt, cause(held));
    } else if (result instanceof Unconfirmed || isUnreachable(result)) {
      standings.failed(account, attempt);
    } else if (result instanceof Accepted || result instanceof Retryable || isAnswered(result)) {
      standings.answered(account, attempt);
    }
  }

  private static Cause cause(Held held) {
    return held.httpStatus() == 402 ? Cause.NO_CREDIT : Cause.UNAUTHORIZED;
  }

  private static boolean isUnreachable(SubmitResult result) {
    return result instanceof Retryable retryable && retryable.httpStatus().isEmpty();
  }

  private static boolean isAnswered(SubmitResult result) {
    return result instanceof Refused refused && refused.httpStatus().isPresent();
  }

  private void retry(Message message, Claim claim, Retryable result, Instant now) {
    Integer status = boxed(result.httpStatus());
    Optional<Instant> next =
        settings
            .retryPolicy()
            .nextTry(
                claim.failures() + 1,
                result.retryAfter(),
                claim.failingSince() == null ? now : claim.failingSince(),
                now,
                ThreadLocalRandom.current());
    if (next.isPresent()) {
      Instant due = message.expiresAt().filter(next.get()::isAfter).orElse(next.get());
      message.postponed(claim.attemptId(), status, due, now);
    } else {
      message.refused(claim.attemptId(), Reasons.exhausted(result), status, now);
    }
  }

  private static Integer boxed(OptionalInt status) {
    return status.isPresent() ? status.getAsInt() : null;
  }
}
