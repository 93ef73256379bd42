package org.waybill.chaos;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What was struck is mended after a while, and left alone until then. */
final class Repairs implements AutoCloseable {
  private static final long LONGEST_MINUTES = 10;

  interface Repair {
    void make() throws Exception;
  }

  private final Map<Object, Semaphore> whole = new ConcurrentHashMap<>();
  private final Queue<Future<?>> underWay = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(6);

  boolean takeIfWhole(Object target) {
    return whole(target).tryAcquire();
  }

  /** Waits until it is whole. */
  void take(Object target) throws Exception {
    if (!whole(target).tryAcquire(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("It is never mended: " + target);
    }
    throwWhatFailed();
  }

  private Semaphore whole(Object target) {
    return whole.computeIfAbsent(target, first -> new Semaphore(1));
  }

  void mend(Object taken, int afterMillis, Repair repair) {
    underWay.add(
        clock.schedule(
            () -> {
              try {
                repair.make();
              } finally {
                whole(taken).release();
              }
              return null;
            },
            afterMillis,
            TimeUnit.MILLISECONDS));
  }

  private void throwWhatFailed() throws Exception {
    for (Future<?> repair : underWay) {
      if (repair.isDone()) {
        repair.get();
      }
    }
  }

  void finish() throws Exception {
    for (Future<?> repair : underWay) {
      repair.get(LONGEST_MINUTES, TimeUnit.MINUTES);
    }
  }

  void pause(int millis) throws Exception {
    clock.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
