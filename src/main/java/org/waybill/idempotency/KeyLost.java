package org.waybill.idempotency;

/** Whoever worked on a key took longer than its lease, and another took it over. */
public class KeyLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyLost() {
    super("an idempotency key was taken over");
  }
}
