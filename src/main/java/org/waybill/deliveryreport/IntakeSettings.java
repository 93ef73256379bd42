package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How callbacks are taken in. */
@ApplicationScoped
public class IntakeSettings {
  private static final int MOST_BY_DEFAULT = 20_000;

  /** A callback that waits takes some 25 KB of the heap, most of it the server's. */
  private static final int BYTES_OF_ONE = 32 * 1024;

  private int committers;
  private int queue;

  protected IntakeSettings() {}

  @Inject
  public IntakeSettings(Settings settings) {
    committers = settings.number("waybill.receiving.committers", 1, 1, 16);
    queue = settings.number("waybill.receiving.queue", usualQueue(), 100, 1_000_000);
  }

  /** They may fill a quarter of the heap: 503 comes before the memory is gone. */
  private static int usualQueue() {
    return (int) Math.min(MOST_BY_DEFAULT, Runtime.getRuntime().maxMemory() / 4 / BYTES_OF_ONE);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Transactions at a time. */
  int committers() {
    return committers;
  }

  /** Callbacks that wait for their commit at most; more are answered 503. */
  int queue() {
    return queue;
  }
}
