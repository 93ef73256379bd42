package org.waybill.sender;

/** Plivo writes numbers without {@code +}; messages have it. Short codes and names have none. */
public final class Address {
  private static final int LONGEST_SHORT_CODE = 8;
  private static final int LONGEST = 16;

  private Address() {}

  /** As messages write it, and never longer than its column. */
  public static String written(String received) {
    String bare = received.strip();
    boolean number = bare.matches("[0-9]+") && bare.length() > LONGEST_SHORT_CODE;
    String written = number ? "+" + bare : bare;
    return written.length() > LONGEST ? written.substring(0, LONGEST) : written;
  }
}
