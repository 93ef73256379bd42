package org.waybill.deliveryreport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.deliveryreport.Intake.Waiting;
import org.waybill.problem.Outage;

/**
 * Commits what has come while it committed what came before: alone when little comes, many together
 * when much does. Nobody waits for a batch to fill.
 */
final class Committer {
  private static final int MOST = 256;
  private static final long LOOK_UP_MILLIS = 200;
  private static final long PATIENCE_MILLIS = 10_000;

  private final ReportBatches batches;
  private final DeliveryReports reports;
  private final BlockingQueue<Waiting> queue;
  private Thread thread;
  private volatile boolean stopping;

  Committer(ReportBatches batches, DeliveryReports reports, int most) {
    this.batches = batches;
    this.reports = reports;
    this.queue = new ArrayBlockingQueue<>(most);
  }

  void start(ThreadFactory threads, String name) {
    thread = threads.newThread(this::run);
    thread.setName(name);
    thread.start();
  }

  /**
   * @return false if too many wait already
   */
  boolean offer(Waiting callback) {
    return !stopping && queue.offer(callback);
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>(MOST);
    try {
      while (!stopping || !queue.isEmpty()) {
        Waiting first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, MOST - 1);
          commit(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Waiting> batch) {
    try {
      Set<UUID> stored = batches.store(batch.stream().map(Waiting::told).toList());
      for (Waiting callback : batch) {
        if (stored.contains(callback.told().id())) {
          callback.receipt().complete(Receipt.STORED);
        } else {
          commitAlone(callback);
        }
      }
    } catch (RuntimeException notCommitted) {
      if (Outage.isCauseOf(notCommitted)) {
        batch.forEach(callback -> callback.receipt().completeExceptionally(notCommitted));
      } else {
        divide(batch);
      }
    }
  }

  /** A poisoned report must fail alone. */
  private void divide(List<Waiting> batch) {
    if (batch.size() == 1) {
      commitAlone(batch.get(0));
    } else {
      int half = batch.size() / 2;
      commit(batch.subList(0, half));
      commit(batch.subList(half, batch.size()));
    }
  }

  private void commitAlone(Waiting callback) {
    try {
      callback.receipt().complete(reports.receive(callback.told()));
    } catch (RuntimeException notCommitted) {
      callback.receipt().completeExceptionally(notCommitted);
    }
  }

  void stop() {
    stopping = true;
  }

  void awaitEnd() {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(left -> left.receipt().completeExceptionally(new IntakeFull()));
  }
}
