package org.waybill.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Phone numbers that no other test uses; the last three digits choose what the sandbox does. */
public final class Recipients {
  /** Delivered within two seconds. */
  public static final String ORDINARY = "000";

  /** Of the USA, each with room for 8,000 recipients of every ending. */
  private static final String[] AREAS = {"415", "212", "310", "312", "404", "512", "617", "702"};

  private static final int AREA_SIZE = 8000;

  /** After 415-555, which some tests write out. */
  private static final AtomicInteger NEXT = new AtomicInteger(4000);

  private Recipients() {}

  static String delivering() {
    return endingIn(ORDINARY);
  }

  /** Takes the message and never reports; the test itself plays Plivo. */
  static String silent() {
    return endingIn("614");
  }

  public static String endingIn(String digits) {
    int number = NEXT.getAndIncrement();
    // no exchange begins with 0 or 1
    return "+1" + AREAS[number / AREA_SIZE] + (2000 + number % AREA_SIZE) + digits;
  }
}
