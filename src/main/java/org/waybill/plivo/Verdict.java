package org.waybill.plivo;

import java.time.Instant;
import java.util.OptionalInt;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;

/**
 * Judges a send by what the network saw of it. The HTTP status decides, never the exception or
 * Plivo's text.
 */
final class Verdict {
  private Verdict() {}

  static SubmitResult ofAnswer(Exchange exchange, String messageUuid, Instant now) {
    int status = exchange.status().orElseThrow();
    if (status / 100 == 2 && messageUuid != null) {
      return new Accepted(messageUuid, status);
    }
    return ofStatus(exchange, status, now);
  }

  static SubmitResult ofFailure(Exchange exchange, Exception failure, Instant now) {
    if (exchange.status().isPresent()) {
      return ofStatus(exchange, exchange.status().getAsInt(), now);
    }
    String why = exchange.whatBroke(failure);
    if (exchange.left()) {
      return new Unconfirmed(OptionalInt.empty(), why);
    }
    if (failure instanceof RuntimeException) {
      return new Refused(OptionalInt.empty(), "plivo-java could not build the request.", true);
    }
    return retryable(exchange, why, false, now);
  }

  private static SubmitResult ofStatus(Exchange exchange, int status, Instant now) {
    return switch (status) {
      case 401 -> retryable(exchange, "Plivo does not accept plivo.auth-token.", true, now);
      case 402 -> retryable(exchange, "The Plivo account has no credit.", true, now);
      case 429 -> retryable(exchange, "Plivo's rate limit is reached.", false, now);
      // 408 may come from a proxy that did pass the request on.
      case 408 -> unconfirmed(exchange, "Plivo answered 408: it may have the message.");
      default -> status / 100 == 4 ? refused(exchange, status) : unusable(exchange, status);
    };
  }

  private static SubmitResult refused(Exchange exchange, int status) {
    return switch (status) {
      case 400, 409, 422 ->
          new Refused(
              exchange.status(),
              "Plivo found the request wrong: check sender, recipient and text.",
              false);
      case 403 ->
          new Refused(
              exchange.status(),
              "Plivo forbids this: check the country's geo permission, the account's verification and its allowed addresses.",
              true);
      default ->
          new Refused(
              exchange.status(),
              "Plivo does not know this address: check plivo.auth-id and plivo.base-url.",
              true);
    };
  }

  private static SubmitResult unusable(Exchange exchange, int status) {
    return unconfirmed(
        exchange,
        status / 100 == 2
            ? "Plivo accepted something but named no message UUID."
            : "Plivo answered %d: it may have the message.".formatted(status));
  }

  private static SubmitResult unconfirmed(Exchange exchange, String why) {
    return new Unconfirmed(exchange.status(), why);
  }

  private static SubmitResult retryable(Exchange exchange, String why, boolean hold, Instant now) {
    return new Retryable(
        exchange.status(), RetryAfter.parse(exchange.retryAfter(), now), why, hold);
  }
}
