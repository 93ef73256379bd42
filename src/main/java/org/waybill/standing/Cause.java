package org.waybill.standing;

import java.util.Locale;
import java.util.Optional;

/** Why an account is not working. */
public enum Cause {
  /** Plivo answered 401. */
  UNAUTHORIZED("Check the account's auth-id and auth-token."),
  /** Plivo answered 402, or failed a message with code 900. */
  NO_CREDIT("Top up the Plivo account."),
  /** Plivo failed a message with code 910. */
  DISABLED("Ask Plivo why the account is disabled."),
  /** A run of 5xx, time-outs and broken connections. */
  UNAVAILABLE("See Plivo's status page and the network between here and Plivo.");

  private final String advice;

  Cause(String advice) {
    this.advice = advice;
  }

  /** What a failure of a message says of the account. */
  static Optional<Cause> ofCode(String code) {
    return switch (code) {
      case "900" -> Optional.of(NO_CREDIT);
      case "910" -> Optional.of(DISABLED);
      default -> Optional.empty();
    };
  }

  /** One sentence: what to do about it. */
  public String advice() {
    return advice;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
