package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.plivo.PlivoApi;
import org.waybill.plivo.Submission;
import org.waybill.plivo.SubmitResult;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Held;
import org.waybill.plivo.SubmitResult.KeptBack;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;
import org.waybill.problem.Unspoken;
import org.waybill.settings.PublicUrl;

/** Makes one submission and records what became of it. Holds no transaction while it waits. */
@ApplicationScoped
public class Submitter {
  private static final System.Logger LOG = System.getLogger(Submitter.class.getName());
  private static final String CALLBACKS = "/api/webhooks/plivo/sms/";
  private static final long SHORTEST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Of the database, through which a UUID is kept in memory. */
  private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  private final PlivoApi plivo;
  private final Outbox outbox;
  private final PublicUrl publicUrl;
  private final PlivoAccounts accounts;
  private final InstantSource clock;
  private final DispatchMetrics metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);

  protected Submitter() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public Submitter(
      PlivoApi plivo,
      Outbox outbox,
      PublicUrl publicUrl,
      PlivoAccounts accounts,
      InstantSource clock,
      DispatchMetrics metrics) {
    this.plivo = plivo;
    this.outbox = outbox;
    this.publicUrl = publicUrl;
    this.accounts = accounts;
    this.clock = clock;
    this.metrics = metrics;
  }

  void submit(Claim claim) {
    if (claim.isExpired(clock.instant())) {
      outbox.expire(claim);
      return;
    }
    SubmitResult result = plivo.submit(claim.account(), submission(claim));
    metrics.answered(result);
    log(claim, result);
    Instant until = recordedUntil(claim, result);
    long pause = SHORTEST_PAUSE_MILLIS;
    while (!isRecorded(claim, result)) {
      if (clock.instant().isAfter(until) || isStopping(pause)) {
        LOG.log(Level.ERROR, "outcome of a send not recorded {0}", claim);
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Plivo's UUID is true whenever it is told; of anything else nobody knows after the lease. */
  private static Instant recordedUntil(Claim claim, SubmitResult result) {
    return result instanceof Accepted
        ? claim.leaseUntil().plus(LONGEST_OUTAGE)
        : claim.leaseUntil();
  }

  /**
   * The database may be away for a moment; what stays unrecorded is unconfirmed after the lease.
   */
  private boolean isRecorded(Claim claim, SubmitResult result) {
    try {
      outbox.record(claim, result);
      return true;
    } catch (Exception databaseTrouble) {
      LOG.log(
          Level.WARNING,
          "outcome of a send not recorded yet " + claim,
          Unspoken.of(databaseTrouble));
      return false;
    }
  }

  /** Waits between two tries. */
  private boolean isStopping(long pauseMillis) {
    try {
      return stopping.await(pauseMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** No more patience with the database. */
  void stop() {
    stopping.countDown();
  }

  private Submission submission(Claim claim) {
    URI callbackUrl = URI.create(publicUrl.of(CALLBACKS + claim.attemptId()));
    // so late that the call would outlast the lease, the request does not leave
    Instant notAfter = claim.leaseUntil().minus(accounts.longestCall());
    return new Submission(
        claim.from(),
        claim.to(),
        claim.text(),
        callbackUrl,
        claim.expiresAt(),
        notAfter,
        at -> metrics.left(claim, at));
  }

  private static void log(Claim claim, SubmitResult result) {
    if (result instanceof Accepted accepted) {
      LOG.log(Level.DEBUG, "submitted {0} messageUuid={1}", claim, accepted.messageUuid());
    } else if (result instanceof Refused refused) {
      Level level = refused.alarm() ? Level.ERROR : Level.WARNING;
      LOG.log(level, "refused {0}: {1}", claim, refused.reason());
    } else if (result instanceof Retryable retryable) {
      LOG.log(Level.INFO, "not taken {0}: {1}", claim, retryable.why());
    } else if (result instanceof Held held) {
      LOG.log(Level.INFO, "account refused {0}: {1}", claim, held.why());
    } else if (result instanceof KeptBack keptBack) {
      LOG.log(Level.WARNING, "kept back {0}: {1}", claim, keptBack.why());
    } else if (result instanceof Unconfirmed unconfirmed) {
      LOG.log(Level.WARNING, "unconfirmed {0}: {1}", claim, unconfirmed.why());
    }
  }
}
