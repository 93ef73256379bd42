package org.waybill.sweeping;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waybill.deliveryreport.DeliveryReports;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.plivo.PlivoApi;
import org.waybill.plivo.ReadResult;

/** Finds messages past their deadline, asks Plivo about them and settles them. */
@ApplicationScoped
public class StuckMessageSweeper {
  private static final System.Logger LOG = System.getLogger(StuckMessageSweeper.class.getName());
  private static final int BATCH = 100;

  private final StuckMessages stuck;
  private final DeliveryReports reports;
  private final PlivoApi plivo;
  private final SweepSettings settings;
  private final InstantSource clock;
  private final Bucket questions;
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile boolean working;
  private Instant lastSweepAt = Instant.EPOCH;

  protected StuckMessageSweeper() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public StuckMessageSweeper(
      StuckMessages stuck,
      DeliveryReports reports,
      PlivoApi plivo,
      SweepSettings settings,
      InstantSource clock) {
    this(stuck, reports, plivo, settings, clock, pace(settings.questionsPerSecond()));
  }

  private StuckMessageSweeper(
      StuckMessages stuck,
      DeliveryReports reports,
      PlivoApi plivo,
      SweepSettings settings,
      InstantSource clock,
      Bucket questions) {
    this.stuck = stuck;
    this.reports = reports;
    this.plivo = plivo;
    this.settings = settings;
    this.clock = clock;
    this.questions = questions;
  }

  private static Bucket pace(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  void start(@Observes Started started) {
    working = true;
  }

  void stop(@Observes Stopping stopping) {
    working = false;
  }

  /** Sweeps if the period is over; one sweep at a time on this node. */
  void sweepIfDue() {
    if (working && sweeping.compareAndSet(false, true)) {
      try {
        if (isDue()) {
          lastSweepAt = clock.instant();
          sweep();
        }
      } catch (RuntimeException databaseTrouble) {
        LOG.log(Level.ERROR, "sweep broken off, the next one goes on", databaseTrouble);
      } finally {
        sweeping.set(false);
      }
    }
  }

  /** A clock that was set back does not silence the sweeper. */
  private boolean isDue() {
    Duration since = Duration.between(lastSweepAt, clock.instant());
    return since.isNegative() || since.compareTo(settings.period()) >= 0;
  }

  void sweep() {
    reports.applyOverlooked();
    List<Optional<Question>> taken;
    do {
      taken = stuck.take(BATCH);
      taken.stream().flatMap(Optional::stream).takeWhile(any -> working).forEach(this::ask);
    } while (taken.size() == BATCH && working);
  }

  /** One message that cannot be settled now must not keep the others waiting. */
  private void ask(Question question) {
    questions.asBlocking().consumeUninterruptibly(1);
    try {
      ReadResult answer = plivo.read(question.messageUuid());
      stuck.settle(question, answer);
      log(Level.INFO, question, answer.getClass().getSimpleName());
    } catch (RuntimeException notSettled) {
      log(Level.ERROR, question, "not settled: " + notSettled.getClass().getSimpleName());
    }
  }

  private static void log(Level level, Question question, String end) {
    LOG.log(
        level,
        "stuck message asked about messageId={0} attemptId={1} answer={2}",
        question.messageId(),
        question.attemptId(),
        end);
  }
}
