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
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.waybill.problem.Outage;
import org.waybill.problem.Unspoken;

/**
 * Commits what has come while it committed what came before: alone when little comes, many together
 * when much does. Nobody waits for company. What became of a group is told by a thread of its own,
 * so that the next group does not wait for it.
 *
 * @param <W> one piece of work
 * @param <R> what became of it
 */
public final class Committer<W, R> {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());

  /** A group that failed is tried anew in so many: halves of a large one mostly fail again. */
  private static final int PIECES = 8;

  /** So many groups wait to be told of at most; the committer tells of the next one itself. */
  static final int MOST_UNTOLD = 2;

  private static final long LOOK_UP_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Waiting<W, R>(W work, int weight, CompletableFuture<R> outcome) {}

  private final Group<W, R> group;
  private final BlockingQueue<Waiting<W, R>> queue;
  private final Duration patience;
  private ThreadPoolExecutor teller;
  private volatile boolean stopping;

  /**
   * @param most how many may wait
   */
  public Committer(Group<W, R> group, int most) {
    this(group, most, PATIENCE);
  }

  /**
   * @param patience how long what was taken in may take when it stops
   */
  Committer(Group<W, R> group, int most, Duration patience) {
    this.group = group;
    this.queue = new ArrayBlockingQueue<>(most);
    this.patience = patience;
  }

  public void start(ThreadFactory threads, String name) {
    teller =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_UNTOLD),
            work -> named(threads.newThread(work), name + "-teller"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    teller.prestartCoreThread();
    named(threads.newThread(this::run), name).start();
  }

  private static Thread named(Thread thread, String name) {
    thread.setName(name);
    return thread;
  }

  /**
   * @return what became of it, when that is committed; fails with whatever kept it from being
   *     committed, with {@link TooManyWaiting} before anything was done
   */
  public CompletionStage<R> commit(W work) {
    Waiting<W, R> waiting = new Waiting<>(work, group.weight(work), new CompletableFuture<>());
    if (stopping || !queue.offer(waiting) || isLeftBehind(waiting)) {
      waiting.outcome().completeExceptionally(new TooManyWaiting());
    }
    return waiting.outcome();
  }

  /** Offered while the committer stopped, it would wait for ever. */
  private boolean isLeftBehind(Waiting<W, R> waiting) {
    return stopping && queue.remove(waiting);
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        Waiting<W, R> first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          serve(joinedBy(first));
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      teller.shutdown();
    }
  }

  private List<Waiting<W, R>> joinedBy(Waiting<W, R> first) {
    List<Waiting<W, R>> batch = new ArrayList<>();
    int weight = 0;
    Waiting<W, R> next = first;
    while (next != null) {
      batch.add(next);
      weight += next.weight();
      next = weight < Group.FULL ? queue.poll() : null;
    }
    return batch;
  }

  /**
   * Whatever happens, everybody hears of it and those who come next are served. Exceptions that
   * nobody declares are among it: WildFly throws RollbackException out of a transactional method.
   */
  private void serve(List<Waiting<W, R>> batch) {
    try {
      commit(batch);
    } catch (Exception | Error broken) {
      LOG.log(Level.ERROR, "committer broken count=" + batch.size(), Unspoken.of(broken));
      fail(batch, broken);
    }
  }

  /** What was committed does not fail with what comes after it. */
  private void commit(List<Waiting<W, R>> batch) {
    List<Optional<R>> outcomes;
    try {
      outcomes = group.together(batch.stream().map(Waiting::work).toList());
    } catch (Exception notCommitted) {
      if (Outage.isCauseOf(notCommitted)) {
        teller.execute(() -> fail(batch, notCommitted));
      } else {
        divide(batch);
      }
      return;
    } catch (Error broken) {
      LOG.log(Level.ERROR, "not committed count=" + batch.size(), broken);
      fail(batch, broken);
      return;
    }
    teller.execute(() -> complete(batch, outcomes));
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.get(i).isEmpty()) {
        commitAlone(batch.get(i));
      }
    }
  }

  private void complete(List<Waiting<W, R>> batch, List<Optional<R>> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      outcomes.get(i).ifPresent(batch.get(i).outcome()::complete);
    }
  }

  private void fail(List<Waiting<W, R>> batch, Throwable cause) {
    batch.forEach(waiting -> waiting.outcome().completeExceptionally(cause));
  }

  /** What is poisoned must fail alone. */
  private void divide(List<Waiting<W, R>> batch) {
    if (batch.size() == 1) {
      commitAlone(batch.get(0));
      return;
    }
    int piece = (batch.size() + PIECES - 1) / PIECES;
    for (int from = 0; from < batch.size(); from += piece) {
      commit(batch.subList(from, Math.min(from + piece, batch.size())));
    }
  }

  private void commitAlone(Waiting<W, R> waiting) {
    try {
      waiting.outcome().complete(group.alone(waiting.work()));
    } catch (Exception notCommitted) {
      waiting.outcome().completeExceptionally(notCommitted);
    } catch (Error broken) {
      LOG.log(Level.ERROR, "not committed", broken);
      waiting.outcome().completeExceptionally(broken);
    }
  }

  /** Takes in nothing more. */
  public void stop() {
    stopping = true;
  }

  /**
   * Call it after {@link #stop}. The teller ends after the committer. What has not been begun by
   * then never is.
   */
  public void awaitEnd() {
    try {
      teller.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    for (Waiting<W, R> left = queue.poll(); left != null; left = queue.poll()) {
      left.outcome().completeExceptionally(new TooManyWaiting());
    }
  }
}
