package org.waybill.commit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that tell callers what became of their work, as few as can. Who tells writes an answer,
 * and a caller that does not read its answers holds up whoever writes the next one: the servers let
 * that last half a minute and longer, again and again. So another thread takes over whenever
 * nothing moves.
 */
public final class Tellers {
  /** As many callers that do not read hold up everybody. */
  static final int MOST = 32;

  private static final System.Logger LOG = System.getLogger(Tellers.class.getName());
  private static final Duration STUCK_AFTER = Duration.ofMillis(100);

  private final int usual;
  private final ThreadPoolExecutor pool;
  private long lookedAt = System.nanoTime();
  private long toldBefore;

  /**
   * @param usual so many threads tell while nobody holds them up
   * @param mostUntold beyond so many that wait to be told, {@link #tell} waits
   */
  public Tellers(int usual, int mostUntold, ThreadFactory threads, String name) {
    this.usual = usual;
    this.pool =
        new ThreadPoolExecutor(
            usual,
            usual,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostUntold),
            work -> named(threads.newThread(work), name),
            (telling, full) -> awaitRoom(telling));
    pool.prestartAllCoreThreads();
  }

  private static Thread named(Thread thread, String name) {
    if (thread != null) { // a factory that is shut down gives none
      thread.setName(name);
    }
    return thread;
  }

  /**
   * @param telling completes what somebody waits for
   */
  public void tell(Runnable telling) {
    pool.execute(telling);
  }

  private void awaitRoom(Runnable telling) {
    if (pool.isShutdown()) {
      telling.run();
      return;
    }
    try {
      while (!pool.getQueue().offer(telling, STUCK_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        relieve();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      telling.run();
    }
  }

  /** Call it again and again: who has been held up since the call before is relieved. */
  public synchronized void relieve() {
    long now = System.nanoTime();
    if (now - lookedAt < STUCK_AFTER.toNanos()) {
      return;
    }
    lookedAt = now;
    long told = pool.getCompletedTaskCount();
    int tellers = pool.getCorePoolSize();
    if (pool.getQueue().isEmpty()) {
      resize(Math.max(usual, Math.min(tellers, pool.getActiveCount() + 1)));
    } else if (told == toldBefore && tellers < MOST) {
      LOG.log(Level.DEBUG, "held up by who does not read its answers tellers={0}", tellers);
      resize(tellers + 1);
    }
    toldBefore = told;
  }

  private void resize(int tellers) {
    try {
      if (tellers > pool.getCorePoolSize()) {
        pool.setMaximumPoolSize(tellers);
        pool.setCorePoolSize(tellers);
      } else if (tellers < pool.getCorePoolSize()) {
        pool.setCorePoolSize(tellers);
        pool.setMaximumPoolSize(tellers);
      }
    } catch (RuntimeException | Error noThread) {
      LOG.log(Level.WARNING, "no other teller", noThread);
    }
  }

  /** Takes nothing more; what it has is told. */
  public void stop() {
    pool.shutdown();
  }

  /**
   * Call it after {@link #stop}.
   *
   * @return whether everybody has heard in time
   */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!pool.awaitTermination(STUCK_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      relieve();
    }
    return true;
  }
}
