package org.waybill.plivo;

import java.net.MalformedURLException;
import java.time.Instant;
import java.util.OptionalInt;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Held;
import org.waybill.plivo.SubmitResult.KeptBack;
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
    if (exchange.keptBack()) {
      return new KeptBack(why);
    }
    if (exchange.left()) {
      return new Unconfirmed(OptionalInt.empty(), why);
    }
    // Not the network's fault, so it would fail again: a callback address that is none.
    if (failure instanceof RuntimeException || failure instanceof MalformedURLException) {
      return new Refused(OptionalInt.empty(), "No request can be made of this message.", false);
    }
    return retryable(exchange, why, now);
  }

  private static SubmitResult ofStatus(Exchange exchange, int status, Instant now) {
    return switch (status) {
      case 401 -> new Held(status, "Plivo does not accept the account's auth-id and auth-token.");
      case 402 -> new Held(status, "The Plivo account has no credit.");
      case 429 -> retryable(exchange, "Plivo's rate limit is reached.", now);
      // 408 may come from a proxy that did pass the request on.
      case 408 -> unconfirmed(exchange, "Plivo answered 408: it may have the message.");
      default -> status / 100 == 4 ? refused(exchange, status) : unusable(exchange, status);
    };
  }

  private static SubmitResult refused(Exchange exchange, int status) {
    return switch (status) {
      case 400, 409, 422 ->
          refused(exchange, "Plivo found the request wrong: check sender, recipient, text.", false);
      case 403 ->
          refused(
              exchange,
              "Plivo forbids this: check geo permissions, verification and allowed addresses.",
              true);
      case 404, 405 -> refused(exchange, "Plivo has no such address: check plivo.base-url.", true);
      default -> refused(exchange, "Plivo refused the request with %d.".formatted(status), true);
    };
  }

  private static Refused refused(Exchange exchange, String reason, boolean alarm) {
    return new Refused(exchange.status(), reason, alarm);
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

  private static SubmitResult retryable(Exchange exchange, String why, Instant now) {
    return new Retryable(exchange.status(), RetryAfter.parse(exchange.retryAfter(), now), why);
  }
}
