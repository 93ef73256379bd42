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
import org.waybill.problem.Outage;
import org.waybill.problem.Unspoken;

/**
 * Commits what has come while it committed what came before: alone when little comes, many together
 * when much does. Nobody waits for company. What became of a group is told by threads of their own,
 * so that the next group does not wait for it, and nobody for a caller that does not read.
 *
 * @param <W> one piece of work
 * @param <R> what became of it
 */
public final class Committer<W, R> {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());

  /** A group that failed is tried anew in so many: halves of a large one mostly fail again. */
  private static final int PIECES = 8;

  /** While so many wait to be told, it goes no further. */
  private static final int MOST_UNTOLD = 2 * Group.FULL;

  /** As many threads may have to tell as a server has for requests, which can be held up alike. */
  private static final int MOST_TELLERS = 32;

  private static final long LOOK_UP_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Waiting<W, R>(W work, int weight, CompletableFuture<R> outcome) {}

  private final Group<W, R> group;
  private final BlockingQueue<Waiting<W, R>> queue;
  private final Duration patience;
  private volatile Tellers tellers;
  private volatile boolean stopping;

  /** Why nothing more of the batch is tried: the database went away meanwhile. Null while not. */
  private Exception outage;

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
    tellers = new Tellers(1, MOST_TELLERS, MOST_UNTOLD, threads, name + "-teller");
    Thread committer = threads.newThread(this::run);
    committer.setName(name);
    committer.start();
  }

  /**
   * @return what became of it, when that is committed; fails with whatever kept it from being
   *     committed, with {@link TooManyWaiting} before anything was done
   */
  public CompletionStage<R> commit(W work) {
    relieveTellers();
    Waiting<W, R> waiting = new Waiting<>(work, group.weight(work), new CompletableFuture<>());
    if (stopping || !queue.offer(waiting) || isLeftBehind(waiting)) {
      waiting.outcome().completeExceptionally(new TooManyWaiting());
    }
    return waiting.outcome();
  }

  /** Here, too, because the committer looks after them between two groups only. */
  private void relieveTellers() {
    Tellers started = tellers;
    if (started != null) {
      started.relieve();
    }
  }

  /** Offered while the committer stopped, it would wait for ever. */
  private boolean isLeftBehind(Waiting<W, R> waiting) {
    return stopping && queue.remove(waiting);
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        Waiting<W, R> first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        takeTurn(first);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      tellers.stop();
    }
  }

  /** Nobody else serves those who come next, so this thread outlives whatever there is. */
  private void takeTurn(Waiting<W, R> first) {
    try {
      if (first != null) {
        serve(first);
      }
      tellers.relieve();
    } catch (Error untold) { // there was not even the memory to tell of it
      if (first != null) {
        first.outcome().completeExceptionally(untold);
      }
    }
  }

  /**
   * Whatever happens, everybody hears of it and those who come next are served. Exceptions that
   * nobody declares are among it: WildFly throws RollbackException out of a transactional method.
   */
  private void serve(Waiting<W, R> first) {
    List<Waiting<W, R>> batch = new ArrayList<>(List.of(first));
    outage = null;
    try {
      gather(batch);
      commit(batch);
    } catch (Exception | Error broken) {
      fail(batch, broken);
      LOG.log(Level.ERROR, "committer broken count=" + batch.size(), Unspoken.of(broken));
    }
  }

  private void gather(List<Waiting<W, R>> batch) {
    int weight = batch.get(0).weight();
    Waiting<W, R> next = weight < group.full() ? queue.poll() : null;
    while (next != null) {
      batch.add(next);
      weight += next.weight();
      next = weight < group.full() ? queue.poll() : null;
    }
  }

  /** What was committed does not fail with what comes after it. */
  private void commit(List<Waiting<W, R>> batch) {
    if (outage != null) {
      fail(batch, outage);
      return;
    }
    List<Optional<R>> outcomes;
    try {
      outcomes = group.together(batch.stream().map(Waiting::work).toList());
    } catch (Exception notCommitted) {
      outage = outageOf(notCommitted);
      if (outage != null) {
        fail(batch, notCommitted);
      } else {
        divide(batch);
      }
      return;
    } catch (Error broken) {
      LOG.log(Level.ERROR, "not committed count=" + batch.size(), broken);
      fail(batch, broken);
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<R> outcome = batch.get(i).outcome();
      outcomes.get(i).ifPresent(committed -> tellers.tell(() -> outcome.complete(committed)));
    }
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.get(i).isEmpty()) {
        commitAlone(batch.get(i));
      }
    }
  }

  /** Null if it is none. */
  private static Exception outageOf(Exception failure) {
    return Outage.isCauseOf(failure) ? failure : null;
  }

  private void fail(List<Waiting<W, R>> batch, Throwable cause) {
    batch.forEach(waiting -> fail(waiting, cause));
  }

  private void fail(Waiting<W, R> waiting, Throwable cause) {
    tellers.tell(() -> waiting.outcome().completeExceptionally(cause));
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
    if (outage != null) {
      fail(waiting, outage);
      return;
    }
    try {
      R committed = group.alone(waiting.work());
      tellers.tell(() -> waiting.outcome().complete(committed));
    } catch (Exception notCommitted) {
      outage = outageOf(notCommitted);
      fail(waiting, notCommitted);
    } catch (Error broken) {
      LOG.log(Level.ERROR, "not committed", broken);
      fail(waiting, broken);
    }
  }

  /** Takes in nothing more. */
  public void stop() {
    stopping = true;
  }

  /**
   * Call it after {@link #stop}. The tellers end after the committer. What has not been begun by
   * then never is.
   */
  public void awaitEnd() {
    try {
      tellers.awaitEnd(patience);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    for (Waiting<W, R> left = queue.poll(); left != null; left = queue.poll()) {
      left.outcome().completeExceptionally(new TooManyWaiting());
    }
  }
}
