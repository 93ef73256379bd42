package org.waybill.sender;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message comes from.
 *
 * @param value a number with {@code +}, the digits of a short code, a name, or the UUID of a
 *     powerpack
 */
public record Sender(Kind kind, String value) {
  /** plivo-java takes anything longer for a powerpack. */
  private static final int LONGEST = 14;

  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /** The kinds of sender that Plivo knows. */
  public enum Kind {
    /** A long number, which can be answered. */
    NUMBER,
    /** Three to eight digits, known in one country. */
    SHORT_CODE,
    /** A name, which cannot be answered. */
    ALPHANUMERIC,
    /** A set of numbers at Plivo, of which Plivo takes one for each message. */
    POWERPACK
  }

  public static Checked<Sender> of(String written) {
    if (written == null || written.isBlank()) {
      return new Checked.Invalid<>("The sender is empty.");
    }
    if (written.startsWith("+")) {
      return number(written);
    }
    if (DIGITS.matcher(written).matches()) {
      return digits(written);
    }
    return NAME.matcher(written).matches() && written.equals(written.strip())
        ? new Checked.Valid<>(new Sender(Kind.ALPHANUMERIC, written))
        : new Checked.Invalid<>(
            "A sender is a number such as +14155550123, a short code of 3 to 8 digits, or a name of"
                + " at most 11 unaccented letters, digits and inner spaces with at least one"
                + " letter.");
  }

  /** Only settings name one: a message of the API names a sender that a recipient can see. */
  static Checked<Sender> powerpack(String written) {
    return UUID.matcher(written).matches()
        ? new Checked.Valid<>(new Sender(Kind.POWERPACK, written.toLowerCase(Locale.ROOT)))
        : new Checked.Invalid<>(
            "It is the UUID of a powerpack, such as 5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46.");
  }

  /** Whether it is written as powerpacks are, and nothing else is. */
  public static boolean isPowerpack(String value) {
    return UUID.matcher(value).matches();
  }

  private static Checked<Sender> number(String written) {
    Checked<PhoneNumber> number = PhoneNumbers.anyType(written);
    if (number instanceof Checked.Invalid<PhoneNumber> invalid) {
      return new Checked.Invalid<>("The sender is no usable number. " + invalid.reason());
    }
    String e164 = ((Checked.Valid<PhoneNumber>) number).value().e164();
    return e164.length() > LONGEST
        ? new Checked.Invalid<>("A sender's number has at most 13 digits.")
        : new Checked.Valid<>(new Sender(Kind.NUMBER, e164));
  }

  private static Checked<Sender> digits(String written) {
    return SHORT_CODE.matcher(written).matches()
        ? new Checked.Valid<>(new Sender(Kind.SHORT_CODE, written))
        : new Checked.Invalid<>(
            "A short code has 3 to 8 digits; if the sender is a number, "
                + PhoneNumbers.INTERNATIONAL_FORM);
  }

  /** Why this sender cannot reach the recipient; empty when it can. */
  public Optional<String> refusalTo(PhoneNumber recipient) {
    if (value.equals(recipient.e164())) {
      return Optional.of("The sender is the recipient.");
    }
    return kind == Kind.ALPHANUMERIC && !recipient.takesAlphanumericSenders()
        ? Optional.of("Names cannot send to the US and Canada: use a number or a short code.")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Sender[%s]".formatted(kind);
  }
}
