package org.waybill.deliveryreport;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.waybill.commit.Committers;
import org.waybill.commit.Group;
import org.waybill.database.Migrations;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;

/**
 * Takes callbacks in. Those that come together are committed together; each is answered when its
 * transaction has committed.
 */
@ApplicationScoped
public class Intake {
  @Inject ReportBatches batches;
  @Inject DeliveryReports reports;
  @Inject IntakeSettings settings;
  @Inject Migrations migrations;
  @Resource ManagedThreadFactory threads;

  private final Committers<Told, Receipt> committers = new Committers<>();

  void start(@Observes Started started) {
    committers.start(
        settings.committers(),
        new ReportGroup(batches, reports, migrations.onH2() ? ReportGroup.FULL_ON_H2 : Group.FULL),
        settings.queue(),
        threads,
        "waybill-committer");
  }

  /** Fails when it was not stored: Plivo is to repeat it then. */
  CompletionStage<Receipt> receive(Told told) {
    return committers.commit(told.lane(), told);
  }

  /** What was taken in is stored, what comes now is not. */
  void stop(@Observes Stopping stopping) {
    committers.stop();
  }
}
