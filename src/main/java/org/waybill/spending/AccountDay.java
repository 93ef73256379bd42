package org.waybill.spending;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * For which an account's caps hold.
 *
 * @param day UTC
 */
public record AccountDay(String account, LocalDate day) {
  public static AccountDay of(String account, Instant at) {
    return new AccountDay(account, LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  /** The first moment that is not of it. */
  Instant end() {
    return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
