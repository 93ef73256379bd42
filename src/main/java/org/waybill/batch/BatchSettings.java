package org.waybill.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.lifecycle.Starting;
import org.waybill.settings.Settings;

/** How large batches may be. */
@ApplicationScoped
public class BatchSettings {
  private static final int MEBIBYTE = 1_048_576;

  private int mostBytes;
  private int atOnce;

  protected BatchSettings() {}

  @Inject
  public BatchSettings(Settings settings) {
    mostBytes = settings.number("waybill.batch.most-bytes", 4 * MEBIBYTE, 1_024, 8 * MEBIBYTE);
    atOnce = settings.number("waybill.batch.at-once", 8, 1, 1_000);
  }

  void start(@Observes Starting starting) {
    // being made has checked the settings
  }

  /** Of a body. WildFly's own limit is 10 MiB. */
  int mostBytes() {
    return mostBytes;
  }

  /** Batches under work on this node: each holds its body. */
  int atOnce() {
    return atOnce;
  }
}
