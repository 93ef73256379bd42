package org.plivosandbox;

import java.util.Locale;

/** Plivo's words for the state of an outbound SMS. */
enum State {
  QUEUED,
  SENT,
  DELIVERED,
  UNDELIVERED,
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isFinal() {
    return switch (this) {
      case QUEUED, SENT -> false;
      case DELIVERED, UNDELIVERED, FAILED -> true;
    };
  }
}
