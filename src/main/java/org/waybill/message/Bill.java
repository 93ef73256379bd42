package org.waybill.message;

import java.math.BigDecimal;

/**
 * What Plivo says that an attempt costs.
 *
 * @param price US dollars; null while unknown
 * @param units billed segments; null while unknown
 * @param precedence of the report that says so
 */
record Bill(BigDecimal price, Integer units, long precedence) {
  /** The one of the report if it counts more, whatever the order of arrival. */
  Bill or(DeliveryReport report) {
    return report.price() != null && isOutranked(report)
        ? new Bill(report.price(), report.units(), report.precedence())
        : this;
  }

  private boolean isOutranked(DeliveryReport by) {
    return price == null
        || by.precedence() > precedence
        || by.precedence() == precedence && by.price().compareTo(price) > 0;
  }

  /** Zero while unknown. */
  BigDecimal amount() {
    return price == null ? BigDecimal.ZERO : price;
  }
}
