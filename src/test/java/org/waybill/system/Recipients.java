package org.waybill.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Phone numbers that no other test uses; the last three digits choose what the sandbox does. */
final class Recipients {
  /** Delivered within two seconds. */
  static final String ORDINARY = "000";

  private static final AtomicInteger NEXT = new AtomicInteger(6000);

  private Recipients() {}

  static String delivering() {
    return endingIn(ORDINARY);
  }

  /** Takes the message and never reports; the test itself plays Plivo. */
  static String silent() {
    return endingIn("614");
  }

  static String endingIn(String digits) {
    return "+1415" + NEXT.getAndIncrement() + digits;
  }
}
