package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How callbacks are taken in. */
@ApplicationScoped
public class IntakeSettings {
  private int committers;
  private int queue;

  protected IntakeSettings() {}

  @Inject
  public IntakeSettings(Settings settings) {
    committers = settings.number("waybill.receiving.committers", 1, 1, 16);
    queue = settings.number("waybill.receiving.queue", 20_000, 100, 1_000_000);
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
