package org.waybill.deliveryreport;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  @Resource ManagedThreadFactory threads;

  private final List<Committer> committers = new ArrayList<>();

  void start(@Observes Started started) {
    for (int number = 0; number < settings.committers(); number++) {
      Committer committer =
          new Committer(batches, reports, settings.queue() / settings.committers());
      committers.add(committer);
      committer.start(threads, "waybill-committer-" + number);
    }
  }

  /** Fails when it was not stored: Plivo is to repeat it then. */
  CompletionStage<Receipt> receive(Told told) {
    Waiting waiting = new Waiting(told, new CompletableFuture<>());
    // one message's reports go through one committer, in order
    int lane = Math.floorMod(told.lane(), Math.max(committers.size(), 1));
    if (committers.isEmpty() || !committers.get(lane).offer(waiting)) {
      waiting.receipt().completeExceptionally(new IntakeFull());
    }
    return waiting.receipt();
  }

  /** A callback that waits for its commit. */
  record Waiting(Told told, CompletableFuture<Receipt> receipt) {}

  /** What was taken in is stored, what comes now is not. */
  void stop(@Observes Stopping stopping) {
    committers.forEach(Committer::stop);
    committers.forEach(Committer::awaitEnd);
  }
}
