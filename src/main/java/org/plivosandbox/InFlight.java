package org.plivosandbox;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many exchanges run at once and the others wait, without a thread to wait in. */
class InFlight {
  private final Semaphore free;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  InFlight(int most) {
    this.free = new Semaphore(most);
  }

  /**
   * @param exchange completes without failure
   */
  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> exchange) {
    CompletableFuture<T> result = new CompletableFuture<>();
    waiting.add(
        () ->
            exchange
                .get()
                .thenAccept(
                    value -> {
                      free.release();
                      startWaiting();
                      result.complete(value);
                    }));
    startWaiting();
    return result;
  }

  private void startWaiting() {
    while (!waiting.isEmpty() && free.tryAcquire()) {
      Runnable next = waiting.poll();
      if (next == null) {
        // Another thread took it; the loop looks again for what came while the permit was held.
        free.release();
      } else {
        next.run();
      }
    }
  }
}
