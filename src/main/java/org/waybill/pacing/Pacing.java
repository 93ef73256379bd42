package org.waybill.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.waybill.lifecycle.Started;
import org.waybill.message.Messages;

/**
 * Grants calls to Plivo. Every grant is given under the account's row lock and written down in the
 * same transaction, so that all nodes see it.
 */
@ApplicationScoped
@Transactional
public class Pacing {
  private static final Set<CallKind> ALL = EnumSet.allOf(CallKind.class);

  /** When the rows tell of no better time. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final PacedCalls calls;
  private final PacingSettings settings;
  private final Messages messages;
  private final InstantSource clock;

  protected Pacing() {
    this(null, null, null, null);
  }

  @Inject
  public Pacing(PacedCalls calls, PacingSettings settings, Messages messages, InstantSource clock) {
    this.calls = calls;
    this.settings = settings;
    this.messages = messages;
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
    calls.add(account, CallKind.SEND, number, now(account), null);
  }

  /**
   * Lets one question or list go, if it may go now.
   *
   * @param atMost how long the call can take
   * @return what to call {@link #over} with; empty when it must wait
   */
  public Optional<UUID> ask(String account, CallKind kind, Duration atMost) {
    if (grant(account, kind, 1).isNone()) {
      return Optional.empty();
    }
    Instant now = now(account);
    return Optional.of(calls.add(account, kind, 1, now, now.plus(atMost)));
  }

  /** The call has been answered or broken off. */
  public void over(UUID call) {
    calls.over(call);
  }

  private Grant grant(String account, CallKind kind, int wanted) {
    if (!calls.lock(account)) {
      return Grant.noneUntil(clock.instant().plus(SOON));
    }
    calls.forget(account, clock.instant());
    Instant now = now(account);
    AccountLimits limits = settings.of(account);
    Grant concurrent = concurrent(account, limits, wanted, now);
    return concurrent.isNone()
        ? concurrent
        : concurrent
            .and(grant(account, Set.of(kind), limits.ofKind().get(kind), wanted, now))
            .and(grant(account, ALL, limits.requests(), wanted, now));
  }

  private Grant concurrent(String account, AccountLimits limits, int wanted, Instant now) {
    int underWay = messages.underSubmission(account) + calls.busy(account, now);
    int room = Math.max(limits.concurrent() - underWay, 0);
    return new Grant(Math.min(room, wanted), now.plus(SOON));
  }

  private Grant grant(String account, Set<CallKind> kinds, Pace pace, int wanted, Instant now) {
    return pace.grant(calls.usage(account, kinds, now.minus(pace.period())), wanted, now);
  }

  /** Never before the latest grant: a node whose clock is behind must not forget what went. */
  private Instant now(String account) {
    Instant own = clock.instant();
    Instant latest = calls.latestAt(account);
    return latest != null && latest.isAfter(own) ? latest : own;
  }
}
