package org.waybill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How often one caller may call. */
@ApplicationScoped
public class AccessSettings {
  private int sendsPerMinute;
  private int readsPerMinute;
  private int refusalsPerMinute;
  private int callbacksPerMinute;

  protected AccessSettings() {}

  @Inject
  public AccessSettings(Settings settings) {
    sendsPerMinute = settings.number("waybill.limits.sends-per-minute", 600_000, 1, 10_000_000);
    readsPerMinute = settings.number("waybill.limits.reads-per-minute", 60_000, 1, 10_000_000);
    refusalsPerMinute = settings.number("waybill.limits.refusals-per-minute", 600, 1, 10_000_000);
    callbacksPerMinute =
        settings.number("waybill.limits.callbacks-per-minute", 1_200_000, 1, 100_000_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  int sendsPerMinute() {
    return sendsPerMinute;
  }

  int readsPerMinute() {
    return readsPerMinute;
  }

  int refusalsPerMinute() {
    return refusalsPerMinute;
  }

  int callbacksPerMinute() {
    return callbacksPerMinute;
  }
}
