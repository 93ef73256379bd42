package org.waybill.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers that no other test of the run sends to; the last three digits say what becomes of it. */
final class Recipients {
  /** Delivered within two seconds. */
  static final String ORDINARY = "300";

  private static final AtomicInteger NEXT = new AtomicInteger(2_200);

  private Recipients() {}

  static String ending(String lastThree) {
    return "+1415" + NEXT.getAndIncrement() + lastThree;
  }
}
