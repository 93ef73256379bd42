package org.waybill.deliveryreport;

import org.waybill.commit.TooManyWaiting;

/** Why a genuine callback was answered 503, for Plivo to repeat it. */
enum NotStored {
  /** More wait for their commit than may, or the node stops. */
  OVERLOADED,
  /** It could not be committed. */
  FAILED;

  static NotStored of(Throwable failure) {
    return failure instanceof TooManyWaiting ? OVERLOADED : FAILED;
  }
}
