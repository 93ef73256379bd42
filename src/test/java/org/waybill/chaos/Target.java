package org.waybill.chaos;

import java.util.concurrent.Semaphore;

/** Something to strike. From the blow until it is mended it is left alone. */
final class Target {
  private final Semaphore whole = new Semaphore(1);

  boolean takeIfWhole() {
    return whole.tryAcquire();
  }

  void take() throws InterruptedException {
    whole.acquire();
  }

  void mended() {
    whole.release();
  }
}
