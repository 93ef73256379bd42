package org.waybill.sender;

import java.util.Set;

/**
 * A valid number.
 *
 * @param e164 with {@code +}
 * @param region ISO 3166 letters such as {@code US}, or {@code 001} for a number of no country
 */
public record PhoneNumber(String e164, String region) {
  private static final Set<String> NO_NAMES = Set.of("US", "CA");

  /** Carriers of the US and Canada refuse senders that are names. */
  boolean takesAlphanumericSenders() {
    return !NO_NAMES.contains(region);
  }

  /** The last three digits, as in the log. */
  @Override
  public String toString() {
    return "..." + e164.substring(e164.length() - 3);
  }
}
