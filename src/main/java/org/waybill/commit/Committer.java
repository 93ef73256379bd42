package org.waybill.commit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.waybill.problem.Outage;

/**
 * Commits what has come while it committed what came before: alone when little comes, many together
 * when much does. Whoever comes while it rests is served at once. When work comes faster than it
 * commits, it gathers a moment before the next group: a group costs as much as a dozen pieces of
 * work, and what it leaves of the processor answers the others.
 *
 * @param <W> one piece of work
 * @param <R> what became of it
 */
public final class Committer<W, R> {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());
  private static final int MOST = 256;

  /** So many are worth a group at once. */
  private static final int ENOUGH = 64;

  private static final long LOOK_UP_MILLIS = 200;
  private static final long PATIENCE_MILLIS = 10_000;

  private record Waiting<W, R>(W work, CompletableFuture<R> outcome) {}

  private final Group<W, R> group;
  private final BlockingQueue<Waiting<W, R>> queue;
  private final long gatheringNanos;
  private Thread thread;
  private volatile boolean gathering;
  private volatile boolean stopping;

  /**
   * @param most how many may wait
   * @param gathering how long those wait for company, at most, who came during a commit
   */
  public Committer(Group<W, R> group, int most, Duration gathering) {
    this.group = group;
    this.queue = new ArrayBlockingQueue<>(most);
    this.gatheringNanos = gathering.toNanos();
  }

  public void start(ThreadFactory threads, String name) {
    thread = threads.newThread(this::run);
    thread.setName(name);
    thread.start();
  }

  /**
   * @return what became of it, when that is committed; fails with whatever kept it from being
   *     committed, with {@link TooManyWaiting} before anything was done
   */
  public CompletionStage<R> commit(W work) {
    Waiting<W, R> waiting = new Waiting<>(work, new CompletableFuture<>());
    if (stopping || !queue.offer(waiting) || isLeftBehind(waiting)) {
      waiting.outcome().completeExceptionally(new TooManyWaiting());
    }
    if (gathering && queue.size() >= ENOUGH) {
      LockSupport.unpark(thread);
    }
    return waiting.outcome();
  }

  /** Offered while the committer stopped, it would wait for ever. */
  private boolean isLeftBehind(Waiting<W, R> waiting) {
    return stopping && queue.remove(waiting);
  }

  private void run() {
    List<Waiting<W, R>> batch = new ArrayList<>(MOST);
    try {
      while (!stopping || !queue.isEmpty()) {
        Waiting<W, R> first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, MOST - 1);
          serve(batch);
          batch.clear();
          gather();
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends at once when nobody waits: then whoever comes next is served without delay. */
  private void gather() {
    long end = System.nanoTime() + gatheringNanos;
    gathering = true;
    while (isWorthGathering() && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
    gathering = false;
  }

  private boolean isWorthGathering() {
    int waiting = queue.size();
    return waiting > 0 && waiting < ENOUGH && !stopping && !Thread.currentThread().isInterrupted();
  }

  /** Whatever happens, everybody hears of it and those who come next are served. */
  private void serve(List<Waiting<W, R>> batch) {
    try {
      commit(batch);
    } catch (Error broken) {
      LOG.log(Level.ERROR, "not committed count=" + batch.size(), broken);
      batch.forEach(waiting -> waiting.outcome().completeExceptionally(broken));
    }
  }

  private void commit(List<Waiting<W, R>> batch) {
    try {
      List<Optional<R>> outcomes = group.together(batch.stream().map(Waiting::work).toList());
      for (int i = 0; i < batch.size(); i++) {
        Waiting<W, R> waiting = batch.get(i);
        outcomes.get(i).ifPresentOrElse(waiting.outcome()::complete, () -> commitAlone(waiting));
      }
    } catch (RuntimeException notCommitted) {
      if (Outage.isCauseOf(notCommitted)) {
        batch.forEach(waiting -> waiting.outcome().completeExceptionally(notCommitted));
      } else {
        divide(batch);
      }
    }
  }

  /** What is poisoned must fail alone. */
  private void divide(List<Waiting<W, R>> batch) {
    if (batch.size() == 1) {
      commitAlone(batch.get(0));
    } else {
      int half = batch.size() / 2;
      commit(batch.subList(0, half));
      commit(batch.subList(half, batch.size()));
    }
  }

  private void commitAlone(Waiting<W, R> waiting) {
    try {
      waiting.outcome().complete(group.alone(waiting.work()));
    } catch (RuntimeException notCommitted) {
      waiting.outcome().completeExceptionally(notCommitted);
    }
  }

  /** Takes in nothing more. */
  public void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  /** Call it after {@link #stop}. */
  public void awaitEnd() {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(left -> left.outcome().completeExceptionally(new TooManyWaiting()));
  }
}
