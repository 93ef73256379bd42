package org.waybill.standing;

import java.util.Locale;

/** Whether an account may be used. */
public enum Condition {
  /** Everything goes. */
  WORKING,
  /** Plivo refuses the account; one probe at a time. */
  HELD,
  /** Plivo gives no usable answers; the breaker is open, one probe at a time. */
  BROKEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
