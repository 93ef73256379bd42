package org.waybill.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.waybill.lifecycle.Stopping;
import org.waybill.plivo.PlivoAccounts;

/** Lets every read of Plivo's wait for its turn. The one place where they wait. */
@ApplicationScoped
public class PacedCaller {
  private static final System.Logger LOG = System.getLogger(PacedCaller.class.getName());

  /** Each look locks the account. */
  private static final long SHORTEST_PAUSE_MILLIS = 25;

  /** Should a clock be set meanwhile. */
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  @Inject Pacing pacing;
  @Inject PlivoAccounts accounts;
  @Inject InstantSource clock;

  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * Makes the call when it may go; holds no transaction meanwhile.
   *
   * @return empty when the application stopped before
   */
  public <T> Optional<T> call(String account, CallKind kind, Supplier<T> call) {
    if (accounts.named(account).isEmpty()) {
      return Optional.of(call.get()); // nobody has its credentials any more: no call goes out
    }
    Optional<UUID> permit = awaitTurn(account, kind);
    if (permit.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.get());
    } finally {
      over(permit.get());
    }
  }

  /** What cannot be written down now is over when the call could have lasted no longer. */
  private void over(UUID call) {
    try {
      pacing.over(call);
    } catch (Exception databaseTrouble) {
      LOG.log(Level.DEBUG, "the end of a call not written down", databaseTrouble);
    }
  }

  private Optional<UUID> awaitTurn(String account, CallKind kind) {
    Duration atMost = accounts.longestCall();
    Asked asked = pacing.ask(account, kind, atMost);
    while (asked.call().isEmpty() && !isStoppingBefore(asked.nextAt())) {
      asked = pacing.ask(account, kind, atMost);
    }
    return asked.call();
  }

  /** Waits between two looks. */
  private boolean isStoppingBefore(Instant next) {
    long millis = Duration.between(clock.instant(), next).toMillis();
    long pause = Math.min(Math.max(millis, SHORTEST_PAUSE_MILLIS), LONGEST_PAUSE_MILLIS);
    try {
      return stopping.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void stop(@Observes Stopping event) {
    stopping.countDown();
  }
}
