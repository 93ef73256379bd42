package org.waybill.sending;

/** The recipient has opted out of the sender. */
public class Suppressed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Suppressed() {
    super("the recipient has opted out of the sender");
  }
}
