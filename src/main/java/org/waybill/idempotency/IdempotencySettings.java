package org.waybill.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How long keys count. */
@ApplicationScoped
public class IdempotencySettings {
  private Duration keepFor;
  private Duration lease;

  protected IdempotencySettings() {}

  @Inject
  public IdempotencySettings(Settings settings) {
    keepFor = settings.duration("waybill.idempotency.keep-for", Duration.ofHours(24));
    lease = settings.duration("waybill.idempotency.lease", Duration.ofSeconds(30));
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** From the answer, or from the reservation of a request that never was answered. */
  Duration keepFor() {
    return keepFor;
  }

  /** How long a request that gives no sign of life keeps its key from others. */
  Duration lease() {
    return lease;
  }
}
