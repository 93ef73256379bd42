package org.waybill.standing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.waybill.pacing.Grant;
import org.waybill.time.Clocks;

/** How Plivo has treated an account of late, and what may therefore be submitted. */
@Entity
@Table(name = "account_standing")
public class AccountStanding {
  @Id private String account;

  @Enumerated(EnumType.STRING)
  private Condition condition;

  @Enumerated(EnumType.STRING)
  private Cause cause;

  private Instant since;

  /** Sends without a usable answer since the last one with one. */
  private int failures;

  @Column(name = "probe_at")
  private Instant probeAt;

  @Column(name = "probe_id")
  private UUID probeId;

  /** When the newest send was claimed for which Plivo refused the account. */
  @Column(name = "refused_claim_at")
  private Instant refusedClaimAt;

  /** When the send was claimed whose way to the carrier ended the last hold. */
  @Column(name = "proven_claim_at")
  private Instant provenClaimAt;

  protected AccountStanding() {}

  AccountStanding(String account, Instant now) {
    this.account = account;
    works(now);
  }

  /** All that is wanted, one as a probe, or none. */
  Grant grant(int wanted, Instant now) {
    if (since.isAfter(now.plus(Clocks.MOST_APART))) {
      clockWasSetBack(now);
    }
    if (condition == Condition.WORKING) {
      return new Grant(wanted, now);
    }
    return now.isBefore(probeAt) ? Grant.noneUntil(probeAt) : new Grant(Math.min(wanted, 1), now);
  }

  /** What was planned and seen by it must not count for as long as it was ahead. */
  private void clockWasSetBack(Instant now) {
    since = now;
    probeAt = condition == Condition.WORKING ? null : now;
    refusedClaimAt = earlier(refusedClaimAt, now);
    provenClaimAt = earlier(provenClaimAt, now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || one.isBefore(other) ? one : other;
  }

  /** The next probe waits for the end of this one, or for the time when nobody tells of it. */
  void probing(UUID attemptId, Instant until) {
    if (condition != Condition.WORKING) {
      probeId = attemptId;
      probeAt = until;
    }
  }

  /** Plivo gave a usable answer to a send. */
  void answered(UUID attemptId, Pauses pauses, Instant now) {
    failures = 0;
    boolean proves = condition == Condition.BROKEN || isProbe(attemptId);
    if (condition == Condition.HELD && isProbe(attemptId) && isKnownByReportsOnly()) {
      probeAt = now.plus(pauses.hold());
    } else if (proves) {
      works(now);
    }
  }

  /** Plivo takes every send of an account without credit, and fails it afterwards. */
  private boolean isKnownByReportsOnly() {
    return cause == Cause.DISABLED || cause == Cause.NO_CREDIT;
  }

  /**
   * A report says that a send went to the carrier. It proves that the account may send if it was
   * claimed after the last one for which the account was refused, however late the report comes.
   */
  void sent(Claimed send, Instant now) {
    if (condition == Condition.HELD && (isProbe(send.attemptId()) || isNewerThanRefused(send))) {
      provenClaimAt = send.at();
      works(now);
    }
  }

  /** Plivo refused the account, not the message. */
  void refused(Claimed send, Cause why, Pauses pauses, Instant now) {
    hold(send, why, now.plus(pauses.hold()), pauses, now);
  }

  /**
   * A message failed for the account's sake. It may have been the last one: a probe goes at once.
   * Nor does it count when a later send has gone to the carrier meanwhile.
   */
  void reported(Claimed send, Cause why, Pauses pauses, Instant now) {
    if (provenClaimAt == null || send.at().isAfter(provenClaimAt)) {
      hold(send, why, now, pauses, now);
    }
  }

  private void hold(Claimed send, Cause why, Instant firstProbeAt, Pauses pauses, Instant now) {
    boolean isNewer = isNewerThanRefused(send);
    if (condition != Condition.HELD) {
      stand(Condition.HELD, why, now);
      probeAt = firstProbeAt;
    } else if (isNewer || isProbe(send.attemptId())) {
      cause = why;
      probeId = isProbe(send.attemptId()) ? null : probeId;
      probeAt = now.plus(pauses.hold());
    }
    refusedClaimAt = isNewer ? send.at() : refusedClaimAt;
  }

  private boolean isNewerThanRefused(Claimed send) {
    return refusedClaimAt == null || send.at().isAfter(refusedClaimAt);
  }

  /** A send got no usable answer, or could not be made. */
  void failed(UUID attemptId, Pauses pauses, Instant now) {
    failures++;
    boolean breaks = condition == Condition.WORKING && failures >= pauses.mostFailures();
    if (breaks) {
      stand(Condition.BROKEN, Cause.UNAVAILABLE, now);
    }
    if (breaks || isProbe(attemptId)) {
      probeId = null;
      probeAt = now.plus(condition == Condition.HELD ? pauses.hold() : pauses.open());
    }
  }

  private boolean isProbe(UUID attemptId) {
    return attemptId.equals(probeId);
  }

  private void works(Instant now) {
    stand(Condition.WORKING, null, now);
    failures = 0;
    probeAt = null;
  }

  private void stand(Condition next, Cause why, Instant now) {
    condition = next;
    cause = why;
    since = now;
    probeId = null;
  }

  public String account() {
    return account;
  }

  public Condition condition() {
    return condition;
  }

  /** Empty while it works. */
  public Optional<Cause> cause() {
    return Optional.ofNullable(cause);
  }

  /** When the condition began. */
  public Instant since() {
    return since;
  }

  int failures() {
    return failures;
  }
}
