package org.waybill.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.waybill.lifecycle.Started;

/**
 * Grants calls to Plivo. Every grant is given under the account's row lock and written down in the
 * same transaction, so that all nodes see it.
 */
@ApplicationScoped
@Transactional
public class Pacing {
  /** When the rows tell of no better time. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final PacedCalls calls;
  private final PacingSettings settings;
  private final InstantSource clock;

  protected Pacing() {
    this(null, null, null);
  }

  @Inject
  public Pacing(PacedCalls calls, PacingSettings settings, InstantSource clock) {
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
  }

  public void start(@Observes Started started) {
    settings.accounts().forEach(calls::open);
  }

  /**
   * How many messages may be submitted now. Call it in the transaction that claims them: until its
   * end no other node is granted anything of this account.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Grant sends(String account, int wanted) {
    return grant(account, CallKind.SEND, wanted);
  }

  /** What was claimed on a grant. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void sent(String account, int number) {
    calls.add(account, CallKind.SEND, number, clock.instant(), null);
  }

  /**
   * Lets one question or list go, if it may go now.
   *
   * @param atMost how long the call can take
   */
  public Asked ask(String account, CallKind kind, Duration atMost) {
    Grant grant = grant(account, kind, 1);
    if (grant.isNone()) {
      return new Asked(Optional.empty(), grant.nextAt());
    }
    Instant now = now(account);
    return new Asked(Optional.of(calls.add(account, kind, 1, now, now.plus(atMost))), now);
  }

  /** The call has been answered or broken off. */
  public void over(UUID call) {
    calls.over(call);
  }

  private Grant grant(String account, CallKind kind, int wanted) {
    if (!calls.lock(account)) {
      return Grant.noneUntil(clock.instant().plus(SOON));
    }
    AccountLimits limits = settings.of(account);
    Instant own = clock.instant();
    Recent known = recent(account, limits, kind, own);
    Recent byOwnClock =
        calls.forget(account, known, own) ? recent(account, limits, kind, own) : known;
    Instant now = later(own, byOwnClock.latestAt());
    Recent recent = now.equals(own) ? byOwnClock : recent(account, limits, kind, now);
    return concurrent(limits, recent.underWay(), wanted, now)
        .and(limits.ofKind().get(kind).grant(recent.ofKind(), wanted, now))
        .and(limits.requests().grant(recent.all(), wanted, now));
  }

  private Recent recent(String account, AccountLimits limits, CallKind kind, Instant now) {
    Instant ofKind = now.minus(limits.ofKind().get(kind).period());
    return calls.recent(account, now, kind, ofKind, now.minus(limits.requests().period()));
  }

  private static Grant concurrent(AccountLimits limits, int underWay, int wanted, Instant now) {
    int room = Math.max(limits.concurrent() - underWay, 0);
    return new Grant(Math.min(room, wanted), now.plus(SOON));
  }

  private Instant now(String account) {
    return later(clock.instant(), calls.latestAt(account));
  }

  /** Never before the latest grant: a node whose clock is behind must not forget what went. */
  private static Instant later(Instant own, Instant latest) {
    return latest != null && latest.isAfter(own) ? latest : own;
  }
}
