package org.waybill.sender;

/** Brings what somebody wrote to the one form that messages have. */
public final class Address {
  private static final int LONGEST_SHORT_CODE = 8;
  private static final int LONGEST = 16;

  private Address() {}

  /**
   * Of Plivo, which writes numbers without {@code +}; short codes and names have none. Never longer
   * than its column.
   */
  public static String written(String received) {
    String bare = received.strip();
    return bare.length() > LONGEST_SHORT_CODE ? ofAPhone(bare) : fitting(bare);
  }

  /** Of whoever wrote to us: no short code, though in some countries as short as one. */
  public static String ofAPhone(String received) {
    String bare = received.strip();
    boolean number = !bare.isEmpty() && bare.chars().allMatch(Address::isDigit);
    return fitting(number ? "+" + bare : bare);
  }

  private static String fitting(String written) {
    return written.length() > LONGEST ? written.substring(0, LONGEST) : written;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Of a person: a number of a country may be written in more than one way. */
  public static String canonical(String written) {
    return PhoneNumbers.anyType(written) instanceof Checked.Valid<PhoneNumber> valid
        ? valid.value().e164()
        : written;
  }
}
