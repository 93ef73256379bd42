package org.waybill.sender;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message comes from.
 *
 * @param value a number with {@code +}, the digits of a short code, or a name
 */
public record Sender(Kind kind, String value) {
  /** plivo-java takes anything longer for a powerpack. */
  private static final int LONGEST = 14;

  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

  /** The kinds of sender that Plivo knows. */
  public enum Kind {
    /** A long number, which can be answered. */
    NUMBER,
    /** Three to eight digits, known in one country. */
    SHORT_CODE,
    /** A name, which cannot be answered. */
    ALPHANUMERIC
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
    return kind == Kind.ALPHANUMERIC && !recipient.takesAlphanumericSenders()
        ? Optional.of("Names cannot send to the US and Canada: use a number or a short code.")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Sender[%s]".formatted(kind);
  }
}
