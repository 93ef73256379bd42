package org.waybill.idempotency;

import java.util.UUID;
import org.waybill.problem.Problem;

/** What a request finds when it comes with a key. */
public sealed interface Reservation {
  /**
   * The key is this request's: it is to be completed or released, or kept part by part and left.
   */
  record Ours(KeyedRequest request, UUID owner) implements Reservation {}

  /** It was done before. */
  record Answered(KeptAnswer answer) implements Reservation {}

  /** The same request is being worked on. */
  record InUse() implements Reservation {
    /** When to ask again. */
    public static final int RETRY_SECONDS = 1;

    public static Problem problem() {
      return Problem.of(
          "idempotency-key-in-use",
          409,
          "The key is in use",
          "The first request with this key is being worked on: ask again.");
    }
  }

  /** The key belongs to another request. */
  record Reused() implements Reservation {
    public static Problem problem() {
      return Problem.of(
          "idempotency-key-reused",
          422,
          "The key was used for another request",
          "Another request came with this key before: use a new key for a new request.");
    }
  }
}
