package org.waybill.message;

import java.util.Locale;

/** Who brought a piece of knowledge. */
public enum Source {
  /** The application that called our API. */
  CLIENT,
  /** The dispatcher, from Plivo's answer to a send. */
  DISPATCHER,
  /** A signed callback. */
  CALLBACK,
  /** Plivo's answer when we asked. */
  QUERY,
  /** The sweeper, on its own account. */
  SWEEPER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
