package org.waybill.waiting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How many may wait. */
@ApplicationScoped
public class WaitSettings {
  private int most;

  protected WaitSettings() {}

  @Inject
  public WaitSettings(Settings settings) {
    most = settings.number("waybill.wait.most", 500, 0, 10_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** At a time, on this node. */
  int most() {
    return most;
  }
}
