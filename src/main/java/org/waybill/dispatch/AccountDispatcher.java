package org.waybill.dispatch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.waybill.problem.Unspoken;

/**
 * Submits the messages of one account: claim, call Plivo, record. It has threads of its own, so
 * that an account whose calls hang keeps no other one waiting.
 */
final class AccountDispatcher {
  private static final System.Logger LOG = System.getLogger(AccountDispatcher.class.getName());
  private static final long LOOK_UP_MILLIS = 200;

  private final String account;
  private final Outbox outbox;
  private final Submitter submitter;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private final Semaphore wakeUp = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Semaphore free;
  private final ExecutorService senders;
  private final Thread loop;

  AccountDispatcher(
      String account,
      Outbox outbox,
      Submitter submitter,
      DispatchSettings settings,
      InstantSource clock,
      ThreadFactory threads) {
    this.account = account;
    this.outbox = outbox;
    this.submitter = submitter;
    this.settings = settings;
    this.clock = clock;
    this.free = new Semaphore(settings.inFlight());
    this.senders = Executors.newFixedThreadPool(settings.inFlight(), threads);
    this.loop = threads.newThread(this::run);
    loop.setName("waybill-dispatcher-" + account);
  }

  void start() {
    loop.start();
  }

  void wakeUp() {
    wakeUp.release();
  }

  private void run() {
    boolean failing = false;
    while (!isStopping()) {
      try {
        awaitWork();
        dispatchDue();
        failing = false;
      } catch (InterruptedException shutdown) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception | Error trouble) { // of the database; or no memory: nobody else claims
        if (!failing) {
          LOG.log(
              Level.ERROR, "cannot claim, tries again account=" + account, Unspoken.of(trouble));
        }
        failing = true;
      }
    }
  }

  private void awaitWork() throws InterruptedException {
    wakeUp.tryAcquire(settings.scanPeriod().toMillis(), TimeUnit.MILLISECONDS);
    wakeUp.drainPermits();
  }

  /** Claims as much as can be sent at once, until nothing more is due or may go. */
  private void dispatchDue() throws InterruptedException {
    boolean more = true;
    while (more && !isStopping()) {
      if (free.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        Claims found = dispatch(1 + free.drainPermits());
        more = found.more() || awaitLimit(found);
      }
    }
  }

  /**
   * Waits until a limit is over, deaf to new messages: they could not go either. Looks from time to
   * time all the same, for another node may have lifted it.
   */
  private boolean awaitLimit(Claims found) throws InterruptedException {
    if (found.limitedUntil().isPresent()) {
      Duration wait = Duration.between(clock.instant(), found.limitedUntil().get());
      long millis = Math.min(Math.max(wait.toMillis(), 0) + 1, settings.scanPeriod().toMillis());
      stopping.await(millis, TimeUnit.MILLISECONDS);
    }
    return found.limitedUntil().isPresent();
  }

  private Claims dispatch(int most) {
    Claims found = Claims.NONE;
    try {
      found = isStopping() ? found : outbox.claim(account, most);
    } finally {
      free.release(most - found.claims().size());
    }
    found.claims().forEach(this::handOver);
    return found;
  }

  private void handOver(Claim claim) {
    try {
      senders.execute(() -> send(claim));
    } catch (RejectedExecutionException | Error noThread) { // stopped, or one too many
      free.release();
      giveBack(claim);
    }
  }

  /** One that cannot be given back must not keep the next ones: its lease will run out. */
  private void giveBack(Claim claim) {
    try {
      outbox.giveBack(claim);
    } catch (Exception | Error trouble) {
      LOG.log(Level.ERROR, "not given back, its lease will run out " + claim, Unspoken.of(trouble));
    }
  }

  private void send(Claim claim) {
    try {
      submitter.submit(claim);
    } catch (Exception | LinkageError unexpected) {
      LOG.log(
          Level.ERROR, "send broken off, its lease will run out " + claim, Unspoken.of(unexpected));
    } finally {
      free.release();
    }
  }

  /** Claims nothing more; what is claimed goes on. */
  void stop() {
    stopping.countDown();
    wakeUp.release();
  }

  /**
   * @return false if sends are still under way after that time
   */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    loop.join(Math.max(patience.toMillis(), 1));
    senders.shutdown();
    return senders.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  boolean isAlive() {
    return loop.isAlive() && !isStopping();
  }
}
