package org.waybill.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommitterTest {
  private static final int ROOM = 3_000;
  private static final int FIRST_HEAVY = 10_000;

  /** Is left over, and finds the database away. */
  private static final int AWAY = -5;

  /** Doubles numbers; holds each group until it may go on. */
  private static final class Doubling implements Group<Integer, Integer> {
    private final BlockingQueue<List<Integer>> begun = new LinkedBlockingQueue<>();
    private final Semaphore mayGoOn = new Semaphore(0);
    private final List<Integer> single = new ArrayList<>();
    private int full = FULL;
    private volatile Error onGathering;

    @Override
    public int full() {
      Error broken = onGathering;
      onGathering = null;
      if (broken != null) {
        throw broken;
      }
      return full;
    }

    @Override
    public int weight(Integer one) {
      return one < FIRST_HEAVY ? 1 : HEAVY;
    }

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
      if (all.contains(-4)) {
        throwUndeclared(new SQLException("rolled back"));
      }
      return all.stream().map(one -> Optional.of(one * 2).filter(any -> !isLeft(one))).toList();
    }

    private static boolean isLeft(int one) {
      return one == 0 || one == -3 || one == AWAY;
    }

    @Override
    public Integer alone(Integer one) {
      single.add(one);
      if (one == -3) {
        throw new LinkageError("broken");
      }
      if (one == -4) {
        throwUndeclared(new SQLException("rolled back"));
      }
      if (one == -1) {
        throw new IllegalArgumentException("it was me");
      }
      if (one == AWAY) {
        throw new IllegalStateException(new SQLTransientConnectionException("away"));
      }
      return one * 2;
    }

    List<Integer> next() throws InterruptedException {
      return begun.poll(10, TimeUnit.SECONDS);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUndeclared(Exception undeclared) throws E {
    throw (E) undeclared;
  }

  private final Doubling group = new Doubling();
  private Committer<Integer, Integer> committer;

  @BeforeEach
  void start() {
    start(Duration.ofSeconds(10));
  }

  private void start(Duration patience) {
    committer = new Committer<>(group, ROOM, patience);
    committer.start(Thread::new, "committer-under-test");
  }

  @AfterEach
  void end() {
    group.mayGoOn.release(1_000_000);
    committer.stop();
    committer.awaitEnd();
  }

  private CompletableFuture<Integer> commit(int number) {
    return committer.commit(number).toCompletableFuture();
  }

  private List<CompletableFuture<Integer>> commit(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(this::commit).toList();
  }

  @Test
  @DisplayName("R15.1 whoever comes alone is committed alone, at once")
  void servesAtOnce() throws Exception {
    for (int number = 1; number <= 3; number++) {
      CompletableFuture<Integer> outcome = commit(number);

      assertThat(group.next()).containsExactly(number);
      group.mayGoOn.release();
      assertThat(outcome.get()).isEqualTo(number * 2);
    }
  }

  @Test
  @DisplayName("R15.1 those who come during a commit are committed together, in their order")
  void commitsTogether() throws Exception {
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
  @DisplayName("R15.6 the next group does not wait until everybody has heard of this one")
  void tellsAside() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    CompletableFuture<Void> slow = commit(1).thenAccept(outcome -> hold(heard));
    group.next();
    group.mayGoOn.release();
    commit(2);

    assertThat(group.next()).containsExactly(2);
    assertThat(slow).isNotDone();
    heard.countDown();
    slow.get();
  }

  @Test
  @DisplayName("R15.6 who does not read his answer holds up nobody, not even of his own group")
  void tellsTheOthersMeanwhile() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    commit(1);
    group.next();
    CompletableFuture<Void> held = commit(2).thenAccept(outcome -> hold(reads));
    List<CompletableFuture<Integer>> sameGroup = commit(3, 9);
    group.mayGoOn.release(2);
    assertThat(group.next()).hasSize(8);

    for (CompletableFuture<Integer> one : sameGroup) {
      assertThat(one.get()).isPositive();
    }
    CompletableFuture<Integer> later = commit(10);
    group.mayGoOn.release();
    assertThat(later.get()).isEqualTo(20);
    assertThat(held).isNotDone();
    reads.countDown();
    held.get();
  }

  @Test
  @DisplayName("R15.6 who does not read that he was refused holds up nobody either")
  void tellsOfFailuresAside() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    CompletableFuture<Integer> held = commit(-1).whenComplete((outcome, failure) -> hold(reads));
    group.next();
    group.mayGoOn.release();
    CompletableFuture<Integer> next = commit(5);
    group.mayGoOn.release();

    assertThat(next.get()).isEqualTo(10);
    assertThat(held).isNotDone();
    reads.countDown();
  }

  private static void hold(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Test
  @DisplayName("R15.5 after a stop who was taken in is committed and told, who comes now is not")
  void stops() throws Exception {
    CompletableFuture<Integer> first = commit(1);
    group.next();
    CompletableFuture<Integer> second = commit(2);

    committer.stop();
    assertThatThrownBy(() -> commit(3).get()).hasCauseInstanceOf(TooManyWaiting.class);
    group.mayGoOn.release(2);
    committer.awaitEnd();

    assertThat(first).isCompletedWithValue(2);
    assertThat(second).isCompletedWithValue(4);
  }

  @Test
  @DisplayName("R15.5 what is refused because the stop took too long is not committed after all")
  void refusesForGood() throws Exception {
    end();
    group.mayGoOn.drainPermits();
    start(Duration.ofMillis(50));
    CompletableFuture<Integer> first = commit(1);
    assertThat(group.next()).containsExactly(1);
    CompletableFuture<Integer> second = commit(2);
    committer.stop();
    committer.awaitEnd();

    assertThatThrownBy(second::get).hasCauseInstanceOf(TooManyWaiting.class);
    group.mayGoOn.release(2);
    committer.awaitEnd();
    assertThat(first.get()).isEqualTo(2);
    assertThat(group.begun).isEmpty();
  }

  @Test
  @DisplayName("R15.2 what is poisoned fails alone")
  void divides() {
    group.mayGoOn.release(100);
    CompletableFuture<Integer> bad = commit(-1);
    List<CompletableFuture<Integer>> good = commit(1, 20);

    assertThat(good).allSatisfy(one -> assertThat(one.get()).isPositive());
    assertThatThrownBy(bad::get).hasRootCauseMessage("it was me");
  }

  @Test
  @DisplayName("R15.2 a few that are poisoned do not have the others tried many times")
  void dividesInFewTurns() throws Exception {
    commit(1);
    group.next();
    IntStream.rangeClosed(1, 512).forEach(number -> commit(number % 64 == 0 ? -1 : number));
    CompletableFuture<Integer> last = commit(513);
    group.mayGoOn.release(1_000);

    assertThat(last.get()).isEqualTo(1_026);
    assertThat(group.begun.stream().mapToInt(List::size).sum()).isLessThan(4 * 513);
  }

  @Test
  @DisplayName("R15.1 a backlog shares one commit, up to two thousand")
  void commitsABacklogTogether() throws Exception {
    commit(1);
    group.next();
    commit(2, ROOM + 1);
    group.mayGoOn.release(2);

    assertThat(group.next()).hasSize(2_048);
    assertThat(group.next()).hasSize(ROOM - 2_048);
  }

  @Test
  @DisplayName("R15.1 where large transactions cost more, fewer share one")
  void commitsNoMoreThanItsGroupTakes() throws Exception {
    group.full = 640;
    commit(1);
    group.next();
    commit(2, 1_001);
    group.mayGoOn.release(2);

    assertThat(group.next()).hasSize(640);
    assertThat(group.next()).hasSize(360);
  }

  @Test
  @DisplayName("R15.1 of what costs more by itself fewer share one commit")
  void commitsFewerHeavyOnes() throws Exception {
    commit(1);
    group.next();
    commit(FIRST_HEAVY, FIRST_HEAVY + 999);
    group.mayGoOn.release(2);

    assertThat(group.next()).hasSize(256);
  }

  @Test
  @DisplayName("R15.2 those who come next are served, whatever a transaction throws")
  void outlivesWhatNobodyDeclares() throws Exception {
    CompletableFuture<Integer> broken = commit(-4);
    group.mayGoOn.release();
    assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SQLException.class);

    CompletableFuture<Integer> next = commit(5);
    group.mayGoOn.release();
    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(10);
  }

  @Test
  @DisplayName("R15.2 nor is there an end of it when a group cannot even be gathered")
  void outlivesWhatBreaksBeforeATransaction() throws Exception {
    group.onGathering = new OutOfMemoryError("of a test");

    CompletableFuture<Integer> broken = commit(1);

    assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OutOfMemoryError.class);
    group.mayGoOn.release();
    assertThat(commit(5).get(10, TimeUnit.SECONDS)).isEqualTo(10);
  }

  @Test
  @DisplayName("R15.2 what was committed does not fail with what breaks after it")
  void keepsWhatIsCommitted() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    commit(1).thenAccept(outcome -> hold(heard));
    group.next();
    CompletableFuture<Integer> good = commit(2);
    CompletableFuture<Integer> broken = commit(-3);
    group.mayGoOn.release(2);

    assertThatThrownBy(broken::get).hasCauseInstanceOf(LinkageError.class);
    heard.countDown();
    assertThat(good.get()).isEqualTo(4);
  }

  @Test
  @DisplayName("an outage fails all at once, without further tries")
  void givesUpInAnOutage() {
    group.mayGoOn.release(1);

    assertThatThrownBy(() -> commit(-2).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
    assertThat(group.single).isEmpty();
  }

  @Test
  @DisplayName("an outage that one of those left over meets fails the others without a try")
  void givesUpInTheMiddleOfABatch() throws Exception {
    commit(1);
    group.next();
    List<CompletableFuture<Integer>> left = List.of(commit(AWAY), commit(AWAY), commit(AWAY));
    CompletableFuture<Integer> committed = commit(2);
    group.mayGoOn.release(2);

    assertThat(left)
        .allSatisfy(
            one ->
                assertThatThrownBy(one::get)
                    .hasRootCauseInstanceOf(SQLTransientConnectionException.class));
    assertThat(committed.get()).isEqualTo(4);
    assertThat(group.single).hasSize(1);
    group.mayGoOn.release();
    assertThat(commit(5).get()).isEqualTo(10);
  }

  @Test
  @DisplayName("what a group leaves over is done alone")
  void servesAlone() throws Exception {
    group.mayGoOn.release(1);

    assertThat(commit(0).get()).isZero();
    assertThat(group.single).containsExactly(0);
  }

  @Test
  @DisplayName("R15.3 more than may wait are refused before anything is done")
  void refuses() throws Exception {
    commit(1);
    group.next();
    commit(2, ROOM + 1);

    assertThatThrownBy(() -> commit(ROOM + 2).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TooManyWaiting.class);
  }
}
