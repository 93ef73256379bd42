package org.waybill.idempotency;

import java.util.UUID;

/** What a request finds when it comes with a key. */
public sealed interface Reservation {
  /** The key is this request's: it is to be completed or released. */
  record Ours(KeyedRequest request, UUID owner) implements Reservation {}

  /** It was done before. */
  record Answered(KeptAnswer answer) implements Reservation {}

  /** The same request is being worked on. */
  record InUse() implements Reservation {}

  /** The key belongs to another request. */
  record Reused() implements Reservation {}
}
