package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import org.waybill.deliveryreport.DeliveryReports;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;

/** Everything that is looked after from time to time, while this node works. */
@ApplicationScoped
public class Sweeper {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

  private Heartbeat heartbeat;
  private DeliveryReports reports;
  private StuckMessageSweeper stuck;
  private UnconfirmedSendSweeper unconfirmed;
  private Turn stuckTurn;
  private Turn unconfirmedTurn;
  private volatile boolean working;

  protected Sweeper() {}

  @Inject
  public Sweeper(
      Heartbeat heartbeat,
      DeliveryReports reports,
      StuckMessageSweeper stuck,
      UnconfirmedSendSweeper unconfirmed,
      SweepSettings settings,
      InstantSource clock) {
    this.heartbeat = heartbeat;
    this.reports = reports;
    this.stuck = stuck;
    this.unconfirmed = unconfirmed;
    this.stuckTurn = new Turn(clock, settings.period());
    this.unconfirmedTurn = new Turn(clock, settings.period());
  }

  void start(@Observes Started started) {
    working = true;
  }

  void stop(@Observes Stopping stopping) {
    working = false;
    stuck.stop();
  }

  void sweepStuck() {
    if (working) {
      stuckTurn.take(
          () -> {
            heartbeat.beat();
            reports.overlooked().forEach(this::applyOverlooked);
            stuck.sweep();
          });
    }
  }

  /** Each in its own transaction: one that cannot be applied must not stop the sweep. */
  private void applyOverlooked(String messageUuid) {
    try {
      reports.applyOverlooked(messageUuid);
    } catch (RuntimeException notApplied) {
      LOG.log(Level.ERROR, "kept reports not applied messageUuid=" + messageUuid, notApplied);
    }
  }

  /** Apart, because Plivo lets its log be read so seldom that this waits. */
  void sweepUnconfirmed() {
    if (working) {
      unconfirmedTurn.take(unconfirmed::sweep);
    }
  }
}
