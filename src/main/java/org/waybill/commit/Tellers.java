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
 * that last half a minute and longer, again and again. So another thread takes over whenever hardly
 * anything moves.
 */
public final class Tellers {
  private static final System.Logger LOG = System.getLogger(Tellers.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** Fewer between two looks, while others wait, and somebody is held up. */
  private static final int LEAST_TOLD = 20;

  private final int usual;
  private final int most;
  private final String name;
  private final ThreadPoolExecutor pool;
  private volatile long lookedAt = System.nanoTime();
  private long toldBefore;
  private boolean waitedBefore;

  /**
   * @param usual so many threads tell while nobody holds them up
   * @param most so many tell when somebody does; as many callers that do not read hold up everybody
   * @param mostUntold beyond so many that wait to be told, {@link #tell} waits
   */
  public Tellers(int usual, int most, int mostUntold, ThreadFactory threads, String name) {
    this.usual = usual;
    this.most = most;
    this.name = name;
    this.pool =
        new ThreadPoolExecutor(
            usual,
            usual,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostUntold),
            work -> named(threads.newThread(work)),
            (telling, full) -> awaitRoom(telling));
    pool.prestartAllCoreThreads();
  }

  private Thread named(Thread thread) {
    if (thread != null) { // a factory may refuse with null
      thread.setName(name);
    }
    return thread;
  }

  /**
   * Never fails: what was committed must not look as if it were not.
   *
   * @param telling completes what somebody waits for
   */
  public void tell(Runnable telling) {
    try {
      pool.execute(telling);
    } catch (RuntimeException | Error noThread) {
      LOG.log(Level.WARNING, "no other thread for " + name, noThread);
      awaitRoom(telling);
    }
  }

  private void awaitRoom(Runnable telling) {
    if (pool.isShutdown()) {
      telling.run();
      return;
    }
    try {
      while (!pool.getQueue().offer(telling, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        relieve();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      telling.run();
    }
  }

  /** Call it again and again: who has been held up since the call before is relieved. */
  public void relieve() {
    if (System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos()) {
      look();
    }
  }

  private synchronized void look() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_EVERY.toNanos()) {
      return;
    }
    lookedAt = now;
    long told = pool.getCompletedTaskCount();
    boolean wait = !pool.getQueue().isEmpty();
    int tellers = pool.getCorePoolSize();
    if (!wait) {
      // those who are still held up, and one who is free
      shrink(Math.max(usual, Math.min(tellers, pool.getActiveCount() + 1)));
    } else if (waitedBefore && told - toldBefore < LEAST_TOLD && tellers < most) {
      grow(tellers + 1);
    }
    toldBefore = told;
    waitedBefore = wait;
  }

  private void shrink(int tellers) {
    pool.setCorePoolSize(tellers);
    pool.setMaximumPoolSize(tellers);
  }

  private void grow(int tellers) {
    try {
      pool.setMaximumPoolSize(tellers);
      pool.setCorePoolSize(tellers);
      LOG.log(
          tellers < most ? Level.DEBUG : Level.WARNING,
          "answers held up, by callers that do not read theirs or by the database tellers={0}",
          tellers);
    } catch (RuntimeException | Error noThread) {
      shrink(tellers - 1);
      LOG.log(Level.WARNING, "no other thread for " + name, noThread);
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
    while (!pool.awaitTermination(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      relieve();
    }
    return true;
  }
}
