package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.waybill.deliveryreport.DeliveryReports;
import org.waybill.deliveryreport.LastCallback;
import org.waybill.dispatch.CarrierRetries;
import org.waybill.dispatch.Expiries;
import org.waybill.dispatch.SetBackClock;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.problem.Outage;
import org.waybill.problem.Unspoken;

/** Everything that is looked after from time to time, while this node works. */
@ApplicationScoped
public class Sweeper {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  /** Each writes a row, on every node. */
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(2);

  private Heartbeat heartbeat;
  private LastCallback lastCallback;
  private DeliveryReports reports;
  private CarrierRetries carrierRetries;
  private Expiries expiries;
  private SetBackClock setBackClock;
  private StuckMessageSweeper stuck;
  private UnconfirmedSendSweeper unconfirmed;
  private Turn stuckTurn;
  private Turn unconfirmedTurn;
  private Turn outageTurn;
  private Turn carrierRetryTurn;
  private Instant writtenDown = Instant.EPOCH;
  private volatile boolean working;

  protected Sweeper() {}

  @Inject
  public Sweeper(
      Heartbeat heartbeat,
      LastCallback lastCallback,
      DeliveryReports reports,
      CarrierRetries carrierRetries,
      Expiries expiries,
      SetBackClock setBackClock,
      StuckMessageSweeper stuck,
      UnconfirmedSendSweeper unconfirmed,
      SweepSettings settings,
      InstantSource clock) {
    this.heartbeat = heartbeat;
    this.lastCallback = lastCallback;
    this.reports = reports;
    this.carrierRetries = carrierRetries;
    this.expiries = expiries;
    this.setBackClock = setBackClock;
    this.stuck = stuck;
    this.unconfirmed = unconfirmed;
    this.stuckTurn = new Turn(clock, settings.period());
    this.unconfirmedTurn = new Turn(clock, settings.period());
    this.outageTurn = new Turn(clock, BETWEEN_BEATS);
    this.carrierRetryTurn = new Turn(clock, Duration.ZERO);
  }

  void start(@Observes Started started) {
    working = true;
  }

  void stop(@Observes Stopping stopping) {
    working = false;
    stuck.stop();
    unconfirmed.stop();
  }

  void sweepStuck() {
    if (working) {
      stuckTurn.take(
          () -> {
            each("kept reports not looked for", this::applyOverlooked);
            each("messages of a clock that was ahead not let go", this::letGoWhatIsOfTheFuture);
            each("expired messages not failed", this::failExpired);
            stuck.sweep();
          });
    }
  }

  /**
   * What cannot be done must not stop the others; but in an outage none of them can be done, and
   * whoever gave the turn says so once.
   */
  private static void each(String failure, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException notDone) {
      if (Outage.isCauseOf(notDone)) {
        throw notDone;
      }
      LOG.log(Level.ERROR, failure, Unspoken.of(notDone));
    }
  }

  private void letGoWhatIsOfTheFuture() {
    int many = setBackClock.letGo();
    if (many > 0) {
      LOG.log(Level.WARNING, "clock was ahead, {0} messages accepted by it are due now", many);
    }
  }

  private void failExpired() {
    int failed = Expiries.MOST;
    while (failed == Expiries.MOST && working) {
      failed = expiries.failExpired();
    }
  }

  /** Each in its own transaction. */
  private void applyOverlooked() {
    for (String messageUuid : reports.overlooked()) {
      each(
          "kept reports not applied messageUuid=" + messageUuid,
          () -> reports.applyOverlooked(messageUuid));
    }
  }

  /** Apart, because a sweep with many questions takes longer than an outage. */
  void watchForOutages() {
    if (working) {
      outageTurn.take(
          () -> {
            heartbeat.beat();
            writeDown(lastCallback.at());
          });
    }
  }

  private void writeDown(Instant heardAt) {
    if (!heardAt.equals(writtenDown)) {
      heartbeat.heard(heardAt);
      writtenDown = heardAt;
    }
  }

  void openCarrierRetries() {
    if (working) {
      carrierRetryTurn.take(
          () -> {
            int opened = CarrierRetries.MOST;
            while (opened == CarrierRetries.MOST && working) {
              opened = carrierRetries.openDue();
            }
          });
    }
  }

  /** Apart, because a sweep with many questions takes longer than these may wait. */
  void sweepUnconfirmed() {
    if (working) {
      unconfirmedTurn.take(unconfirmed::sweep);
    }
  }
}
