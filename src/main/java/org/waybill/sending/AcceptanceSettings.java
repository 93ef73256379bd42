package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How messages are accepted. */
@ApplicationScoped
public class AcceptanceSettings {
  private int committers;
  private int queue;

  protected AcceptanceSettings() {}

  @Inject
  public AcceptanceSettings(Settings settings) {
    committers = settings.number("waybill.sending.committers", 2, 1, 16);
    queue = settings.number("waybill.sending.queue", 5_000, 100, 1_000_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Transactions at a time. */
  int committers() {
    return committers;
  }

  /** Messages that wait for their commit at most; more are answered 503. */
  int queue() {
    return queue;
  }
}
