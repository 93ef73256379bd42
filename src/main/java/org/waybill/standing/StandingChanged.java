package org.waybill.standing;

import java.time.Instant;

/**
 * Fired inside the transaction that changed an account's condition.
 *
 * @param cause null while it works
 */
public record StandingChanged(String account, Condition condition, Cause cause, Instant since) {
  static StandingChanged to(AccountStanding standing) {
    return new StandingChanged(
        standing.account(), standing.condition(), standing.cause().orElse(null), standing.since());
  }
}
