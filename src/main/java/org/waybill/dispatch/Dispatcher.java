package org.waybill.dispatch;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.message.MessageStatus;
import org.waybill.message.StatusChanged;
import org.waybill.plivo.PlivoAccounts;

/**
 * Submits accepted messages: claim, call Plivo, record. Woken by the commit of a message; the scan
 * finds what no wake-up told of.
 */
@ApplicationScoped
public class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final int SPARE_SECONDS = 5;
  private static final long LOOK_UP_MILLIS = 200;

  @Inject Outbox outbox;
  @Inject Submitter submitter;
  @Inject DispatchSettings settings;
  @Inject PlivoAccounts accounts;
  @Resource ManagedThreadFactory threads;

  private final Semaphore wakeUp = new Semaphore(0);
  private Semaphore free;
  private ExecutorService senders;
  private Thread loop;
  private volatile boolean stopping;

  void start(@Observes Started started) {
    free = new Semaphore(settings.inFlight());
    senders = Executors.newFixedThreadPool(settings.inFlight(), threads);
    loop = threads.newThread(this::run);
    loop.setName("waybill-dispatcher");
    loop.start();
  }

  void wakeUp(@Observes(during = TransactionPhase.AFTER_SUCCESS) StatusChanged change) {
    if (change.to() == MessageStatus.ACCEPTED) {
      wakeUp.release();
    }
  }

  private void run() {
    boolean failing = false;
    while (!stopping) {
      try {
        awaitWork();
        dispatchDue();
        failing = false;
      } catch (InterruptedException shutdown) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException databaseTrouble) {
        if (!failing) {
          LOG.log(Level.ERROR, "dispatcher cannot claim, tries again", databaseTrouble);
        }
        failing = true;
      }
    }
  }

  private void awaitWork() throws InterruptedException {
    wakeUp.tryAcquire(settings.scanPeriod().toMillis(), TimeUnit.MILLISECONDS);
    wakeUp.drainPermits();
  }

  /** Claims as much as can be sent at once, until nothing more is due. */
  private void dispatchDue() throws InterruptedException {
    int claimed = 1;
    while (claimed > 0 && !stopping) {
      if (free.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        claimed = dispatch(1 + free.drainPermits());
      }
    }
  }

  private int dispatch(int most) {
    List<Optional<Claim>> taken = List.of();
    List<Claim> claims = List.of();
    try {
      taken = stopping ? taken : outbox.claim(most);
      claims = taken.stream().flatMap(Optional::stream).toList();
    } finally {
      free.release(most - claims.size());
    }
    claims.forEach(this::handOver);
    return taken.size();
  }

  private void handOver(Claim claim) {
    try {
      senders.execute(() -> send(claim));
    } catch (RejectedExecutionException stopped) {
      free.release();
      outbox.giveBack(claim);
    }
  }

  private void send(Claim claim) {
    try {
      submitter.submit(claim);
    } catch (RuntimeException | LinkageError unexpected) {
      LOG.log(Level.ERROR, "send broken off, its lease will run out " + claim, unexpected);
    } finally {
      free.release();
    }
  }

  /** Claims nothing more and lets every claimed message be submitted and recorded. */
  void stop(@Observes Stopping event) {
    if (loop == null) {
      return;
    }
    stopping = true;
    wakeUp.release();
    try {
      loop.join(TimeUnit.SECONDS.toMillis(SPARE_SECONDS));
      senders.shutdown();
      long patience = accounts.longestCall().toSeconds() + SPARE_SECONDS;
      if (!senders.awaitTermination(patience, TimeUnit.SECONDS)) {
        submitter.stop();
        LOG.log(Level.WARNING, "stopped with sends under way; their leases will run out");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this node takes messages up. */
  boolean isAlive() {
    return loop != null && loop.isAlive() && !stopping;
  }
}
