package org.waybill.pacing;

import java.util.Locale;

/** What an account calls Plivo for. */
public enum CallKind {
  /** Submits a message. */
  SEND,
  /** Reads Plivo's record of one message. */
  QUESTION,
  /** Reads a page of Plivo's log, which Plivo allows far more seldom. */
  LIST;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
