package org.waybill.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommitterTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int ROOM = 200;

  /** Doubles numbers; holds each group until it may go on. */
  private static final class Doubling implements Group<Integer, Integer> {
    private final BlockingQueue<List<Integer>> begun = new LinkedBlockingQueue<>();
    private final Semaphore mayGoOn = new Semaphore(0);
    private final List<Integer> single = new ArrayList<>();

    @Override
    public List<Optional<Integer>> together(List<Integer> all) {
      begun.add(all);
      mayGoOn.acquireUninterruptibly();
      if (all.contains(-1)) {
        throw new IllegalStateException("poisoned");
      }
      if (all.contains(-2)) {
        throw new IllegalStateException(new SQLTransientConnectionException("away"));
      }
      return all.stream().map(one -> Optional.of(one * 2).filter(any -> one != 0)).toList();
    }

    @Override
    public Integer alone(Integer one) {
      single.add(one);
      if (one == -1) {
        throw new IllegalArgumentException("it was me");
      }
      return one * 2;
    }

    List<Integer> next() throws InterruptedException {
      return begun.poll(10, TimeUnit.SECONDS);
    }
  }

  private final Doubling group = new Doubling();
  private Committer<Integer, Integer> committer;
  private Thread thread;

  private void start(Duration gathering) {
    committer = new Committer<>(group, ROOM, gathering);
    committer.start(work -> thread = new Thread(work), "committer-under-test");
  }

  @AfterEach
  void end() {
    group.mayGoOn.release(1_000_000);
    committer.stop();
    committer.awaitEnd();
  }

  /** Waits until it waits: for work, or for company if there is work. */
  private void awaitRest() {
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  private CompletableFuture<Integer> commit(int number) {
    return committer.commit(number).toCompletableFuture();
  }

  private List<CompletableFuture<Integer>> commit(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(this::commit).toList();
  }

  @Test
  @DisplayName("whoever comes alone is committed at once, however long others would gather")
  void servesAtOnce() throws Exception {
    start(LONG);
    for (int number = 1; number <= 3; number++) {
      CompletableFuture<Integer> outcome = commit(number);

      assertThat(group.next()).containsExactly(number);
      group.mayGoOn.release();
      assertThat(outcome.get()).isEqualTo(number * 2);
      awaitRest();
    }
  }

  @Test
  @DisplayName("those who come during a commit are committed together, in their order")
  void commitsTogether() throws Exception {
    start(Duration.ZERO);
    commit(1);
    group.next();
    List<CompletableFuture<Integer>> later = commit(2, 9);
    group.mayGoOn.release(2);

    assertThat(group.next()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(later)
        .extracting(CompletableFuture::get)
        .containsExactly(4, 6, 8, 10, 12, 14, 16, 18);
  }

  @Test
  @DisplayName("those who come during a commit wait for company, until there is enough of it")
  void gathers() throws Exception {
    start(LONG);
    commit(1);
    group.next();
    commit(2);
    group.mayGoOn.release();
    awaitRest();
    assertThat(group.begun).isEmpty();
    List<CompletableFuture<Integer>> company = commit(3, 65);
    group.mayGoOn.release();

    assertThat(group.next()).hasSize(64).startsWith(2, 3).endsWith(65);
    assertThat(company.get(62).get()).isEqualTo(130);
  }

  @Test
  @DisplayName("those who come during a commit wait for company no longer than they should")
  void doesNotGatherForEver() throws Exception {
    start(Duration.ofMillis(1));
    commit(1);
    group.next();
    CompletableFuture<Integer> second = commit(2);
    group.mayGoOn.release(2);

    assertThat(second.get()).isEqualTo(4);
  }

  @Test
  @DisplayName("a stop ends the gathering: who was taken in is committed, who comes now is not")
  void stops() throws Exception {
    start(LONG);
    commit(1);
    group.next();
    CompletableFuture<Integer> second = commit(2);
    group.mayGoOn.release(2);
    awaitRest();

    committer.stop();
    assertThatThrownBy(() -> commit(3).get()).hasCauseInstanceOf(TooManyWaiting.class);
    committer.awaitEnd();

    assertThat(second).isCompletedWithValue(4);
  }

  @Test
  @DisplayName("what is poisoned fails alone")
  void divides() {
    start(Duration.ZERO);
    group.mayGoOn.release(100);
    CompletableFuture<Integer> bad = commit(-1);
    List<CompletableFuture<Integer>> good = commit(1, 20);

    assertThat(good).allSatisfy(one -> assertThat(one.get()).isPositive());
    assertThatThrownBy(bad::get).hasRootCauseMessage("it was me");
  }

  @Test
  @DisplayName("an outage fails all at once, without further tries")
  void givesUpInAnOutage() {
    start(Duration.ZERO);
    group.mayGoOn.release(1);

    assertThatThrownBy(() -> commit(-2).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
    assertThat(group.single).isEmpty();
  }

  @Test
  @DisplayName("what a group leaves over is done alone")
  void servesAlone() throws Exception {
    start(Duration.ZERO);
    group.mayGoOn.release(1);

    assertThat(commit(0).get()).isZero();
    assertThat(group.single).containsExactly(0);
  }

  @Test
  @DisplayName("more than may wait are refused before anything is done")
  void refuses() throws Exception {
    start(Duration.ZERO);
    commit(1);
    group.next();
    commit(2, ROOM + 1);

    assertThatThrownBy(() -> commit(ROOM + 2).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TooManyWaiting.class);
  }
}
