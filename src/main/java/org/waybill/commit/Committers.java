package org.waybill.commit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/**
 * Some committers of the same work. One makes the largest groups, which cost least; more of them
 * use more processors.
 *
 * @param <W> one piece of work
 * @param <R> what became of it
 */
public final class Committers<W, R> {
  private volatile List<Committer<W, R>> all = List.of();

  /**
   * @param name of the threads, each with its number
   * @param most how many may wait, for all of them together
   */
  public void start(int number, Group<W, R> group, int most, ThreadFactory threads, String name) {
    all = Stream.generate(() -> new Committer<>(group, most / number)).limit(number).toList();
    for (int i = 0; i < number; i++) {
      all.get(i).start(threads, name + "-" + i);
    }
  }

  /**
   * As {@link Committer#commit}. Fails with {@link TooManyWaiting} before the start, too.
   *
   * @param lane any number; work of the same goes through the same committer, in order
   */
  public CompletionStage<R> commit(int lane, W work) {
    List<Committer<W, R>> started = all;
    return started.isEmpty()
        ? CompletableFuture.failedStage(new TooManyWaiting())
        : started.get(Math.floorMod(lane, started.size())).commit(work);
  }

  /** Commits what was taken in and takes in nothing more. */
  public void stop() {
    all.forEach(Committer::stop);
    all.forEach(Committer::awaitEnd);
  }
}
