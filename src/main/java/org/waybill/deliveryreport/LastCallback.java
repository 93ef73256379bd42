package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * When this node last stored a callback of an attempt. In memory only, so that receiving stays
 * fast: the sweeper writes it down from time to time.
 */
@ApplicationScoped
public class LastCallback {
  private volatile Instant at = Instant.EPOCH;

  void heard(Instant when) {
    at = when;
  }

  /** Long ago if there was none. */
  public Instant at() {
    return at;
  }
}
