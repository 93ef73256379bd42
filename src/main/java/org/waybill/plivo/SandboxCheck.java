package org.waybill.plivo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** The sandbox reads its settings at its first request: what it could not read stops the start. */
@ApplicationScoped
public class SandboxCheck {
  protected SandboxCheck() {}

  @Inject
  public SandboxCheck(Settings settings) {
    settings.flag("waybill.sandbox", false);
    settings.durations("waybill.sandbox.retry-delays", List.of());
    settings.number("waybill.sandbox.requests-per-5s", 300, 0, 1_000_000);
    settings.number("waybill.sandbox.lists-per-minute", 20, 0, 1_000_000);
    settings.number("waybill.sandbox.concurrent-requests", 100, 0, 1_000_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }
}
