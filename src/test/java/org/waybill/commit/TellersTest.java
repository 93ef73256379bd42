package org.waybill.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TellersTest {
  private static final int MOST = 4;
  private static final int ROOM = 2;

  private final CountDownLatch reads = new CountDownLatch(1);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Tellers tellers = new Tellers(1, MOST, ROOM, this::thread, "teller-under-test");

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    threads.add(thread);
    return thread;
  }

  @AfterEach
  void end() throws Exception {
    reads.countDown();
    tellers.stop();
    assertThat(tellers.awaitEnd(Duration.ofSeconds(10))).isTrue();
  }

  private void tellOneWhoDoesNotRead() {
    CountDownLatch held = new CountDownLatch(1);
    tellers.tell(
        () -> {
          held.countDown();
          waitFor(reads);
        });
    awaitRelieving(() -> held.getCount() == 0);
  }

  private CompletableFuture<Thread> tell() {
    CompletableFuture<Thread> told = new CompletableFuture<>();
    tellers.tell(() -> told.complete(Thread.currentThread()));
    return told;
  }

  private void awaitRelieving(Callable<Boolean> condition) {
    awaitRelieving(tellers, condition);
  }

  private static void awaitRelieving(Tellers tellers, Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              tellers.relieve();
              return condition.call();
            });
  }

  private long alive() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Test
  void tellsInOneThreadWhileNobodyHoldsItUp() throws Exception {
    List<CompletableFuture<Thread>> told = Stream.generate(this::tell).limit(20).toList();
    for (CompletableFuture<Thread> one : told) {
      assertThat(one.get().getName()).isEqualTo("teller-under-test");
    }
    tellers.relieve();

    assertThat(threads).hasSize(1);
  }

  @Test
  void whoDoesNotReadHoldsUpNobodyElse() {
    tellOneWhoDoesNotRead();
    tellOneWhoDoesNotRead();
    CompletableFuture<Thread> other = tell();

    awaitRelieving(other::isDone);
    assertThat(threads).hasSizeBetween(3, MOST);
  }

  @Test
  void hasNoMoreThreadsThanItNeedsWhenAllReadAgain() throws Exception {
    tellOneWhoDoesNotRead();
    CompletableFuture<Thread> other = tell();
    awaitRelieving(other::isDone);
    awaitRelieving(() -> alive() == 2);

    reads.countDown();

    awaitRelieving(() -> alive() == 1);
    assertThat(tell().get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void takesNoMoreThanItHasRoomForWhileAllAreHeldUp() throws Exception {
    for (int teller = 1; teller <= MOST; teller++) {
      tellOneWhoDoesNotRead();
    }
    CompletableFuture<Thread> waits = tell();
    tell();
    CompletableFuture<Thread> beyond = new CompletableFuture<>();
    Thread caller = new Thread(() -> tellers.tell(() -> beyond.complete(Thread.currentThread())));
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

    assertThat(threads).hasSize(MOST);
    assertThat(waits).isNotDone();
    reads.countDown();
    assertThat(beyond.get(10, TimeUnit.SECONDS)).isNotSameAs(caller);
  }

  @Test
  void goesOnWithTheThreadsItHasWhenThereIsNoOther() throws Exception {
    tellers.stop();
    CountDownLatch asked = new CountDownLatch(2);
    Tellers poor =
        new Tellers(
            1,
            MOST,
            10,
            work -> {
              asked.countDown();
              if (asked.getCount() == 0) {
                throw new OutOfMemoryError("no thread left");
              }
              return new Thread(work);
            },
            "poor");
    poor.tell(() -> waitFor(reads));
    CompletableFuture<Void> other = new CompletableFuture<>();
    poor.tell(() -> other.complete(null));
    awaitRelieving(poor, () -> asked.getCount() == 0);
    CompletableFuture<Void> later = new CompletableFuture<>();

    poor.tell(() -> later.complete(null));

    assertThat(other).isNotDone();
    reads.countDown();
    other.get();
    later.get();
    poor.stop();
    assertThat(poor.awaitEnd(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void tellsTheOthersWhenItStops() throws Exception {
    tellOneWhoDoesNotRead();
    CompletableFuture<Thread> other = tell();
    tellers.stop();

    assertThat(tellers.awaitEnd(Duration.ofSeconds(2))).isFalse();
    assertThat(other).isDone();
  }

  @Test
  void letsWhoeverComesAfterItsEndTellHimself() {
    tellers.stop();

    assertThat(tell()).isCompletedWithValue(Thread.currentThread());
  }
}
