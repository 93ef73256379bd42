package org.waybill.sender;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads phone numbers in international form. No reason repeats the number. */
public final class PhoneNumbers {
  static final String INTERNATIONAL_FORM = "write it in international form, such as +14155550123.";

  /** Plivo's limit for a destination. */
  private static final int MOST_DIGITS = 14;

  private static final int LONGEST_WRITTEN = 40;
  private static final Pattern WRITTEN = Pattern.compile("\\+[0-9 ()-]+");
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  private PhoneNumbers() {}

  /**
   * A number of a type that can receive an SMS, as far as its numbering plan tells: where a plan
   * does not separate mobile from fixed lines (US, Canada) all pass.
   */
  public static Checked<PhoneNumber> recipient(String written) {
    return read(written, true);
  }

  /** A valid number of any type: what may send is Plivo's to know. */
  public static Checked<PhoneNumber> anyType(String written) {
    return read(written, false);
  }

  private static Checked<PhoneNumber> read(String written, boolean receiving) {
    Optional<String> badForm = badForm(written);
    if (badForm.isPresent()) {
      return new Checked.Invalid<>(badForm.get());
    }
    try {
      Phonenumber.PhoneNumber number = LIBRARY.parse(written, null);
      return refusal(number, receiving)
          .<Checked<PhoneNumber>>map(Checked.Invalid::new)
          .orElseGet(() -> new Checked.Valid<>(phoneNumber(number)));
    } catch (NumberParseException unreadable) {
      return new Checked.Invalid<>("No country has such a phone number: " + INTERNATIONAL_FORM);
    }
  }

  private static Optional<String> badForm(String written) {
    if (written == null || written.isBlank()) {
      return Optional.of("The phone number is empty.");
    }
    if (!written.startsWith("+")) {
      return Optional.of("The phone number does not start with +: " + INTERNATIONAL_FORM);
    }
    return written.length() > LONGEST_WRITTEN || !WRITTEN.matcher(written).matches()
        ? Optional.of(
            "After the + of a phone number only digits, spaces, hyphens and parentheses may"
                + " follow: "
                + INTERNATIONAL_FORM)
        : Optional.empty();
  }

  private static Optional<String> refusal(Phonenumber.PhoneNumber number, boolean receiving) {
    if (!LIBRARY.isValidNumber(number)) {
      return Optional.of("The phone number is not valid in its country.");
    }
    if (phoneNumber(number).e164().length() > MOST_DIGITS + 1) {
      return Optional.of("The phone number has more than 14 digits, which Plivo does not take.");
    }
    PhoneNumberType type = LIBRARY.getNumberType(number);
    return receiving && !canReceive(type)
        ? Optional.of("The phone number is of a type that receives no SMS: " + shown(type) + ".")
        : Optional.empty();
  }

  private static boolean canReceive(PhoneNumberType type) {
    return switch (type) {
      case FIXED_LINE, PREMIUM_RATE, SHARED_COST, UAN, VOICEMAIL, PAGER -> false;
      case MOBILE, FIXED_LINE_OR_MOBILE, TOLL_FREE, VOIP, PERSONAL_NUMBER, UNKNOWN -> true;
    };
  }

  private static String shown(PhoneNumberType type) {
    return type == PhoneNumberType.UAN
        ? "universal access number"
        : type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static PhoneNumber phoneNumber(Phonenumber.PhoneNumber number) {
    String region = LIBRARY.getRegionCodeForNumber(number);
    return new PhoneNumber(LIBRARY.format(number, PhoneNumberFormat.E164), region);
  }
}
