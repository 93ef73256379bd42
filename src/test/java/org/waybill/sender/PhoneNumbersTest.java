package org.waybill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  @ParameterizedTest
  @CsvSource({
    "+14155550123, +14155550123, US",
    "+1 (415) 555-0123, +14155550123, US",
    "+1-415-555-0123, +14155550123, US",
    "+14165550123, +14165550123, CA",
    "+18764101234, +18764101234, JM",
    "+17875551234, +17875551234, PR",
    "+447400123456, +447400123456, GB",
    "+44 (0)7400 123456, +447400123456, GB",
    "+4915123456789, +4915123456789, DE",
    "+393123456789, +393123456789, IT",
    "+33612345678, +33612345678, FR",
    "+919876543210, +919876543210, IN",
    "+5511961234567, +5511961234567, BR",
    "+8613123456789, +8613123456789, CN",
    "+61412345678, +61412345678, AU",
    "+18005550123, +18005550123, US"
  })
  void normalisesARecipient(String written, String e164, String region) {
    assertThat(PhoneNumbers.recipient(written))
        .isEqualTo(new Checked.Valid<>(new PhoneNumber(e164, region)));
  }

  static Stream<String> mobilesOfAllRegions() {
    return LIBRARY.getSupportedRegions().stream()
        .sorted()
        .map(region -> LIBRARY.getExampleNumberForType(region, PhoneNumberType.MOBILE))
        .filter(number -> number != null)
        .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
  }

  @ParameterizedTest
  @MethodSource("mobilesOfAllRegions")
  void takesAMobileOfEachRegion(String mobile) {
    assertThat(PhoneNumbers.recipient(mobile))
        .isInstanceOfSatisfying(
            Checked.Valid.class,
            valid -> assertThat(((PhoneNumber) valid.value()).e164()).isEqualTo(mobile));
  }

  /** Each region's example of a type; how many there are is the library's to know. */
  @ParameterizedTest
  @CsvSource({
    "FIXED_LINE, fixed line",
    "PREMIUM_RATE, premium rate",
    "SHARED_COST, shared cost",
    "UAN, universal access number",
    "VOICEMAIL, voicemail",
    "PAGER, pager"
  })
  void refusesATypeThatReceivesNoSmsAndNamesIt(PhoneNumberType type, String shown) {
    assertThat(examples(type)).isNotEmpty();
    assertThat(examples(type).stream().map(PhoneNumbersTest::reason))
        .containsOnly("The phone number is of a type that receives no SMS: " + shown + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOBILE", "FIXED_LINE_OR_MOBILE", "TOLL_FREE", "VOIP", "PERSONAL_NUMBER"})
  void takesTypesThatMayReceive(PhoneNumberType type) {
    assertThat(examples(type)).isNotEmpty();
    assertThat(examples(type).stream().map(PhoneNumbers::recipient))
        .allSatisfy(checked -> assertThat(checked).isInstanceOf(Checked.Valid.class));
  }

  static Stream<String> sandboxRecipients() {
    IntStream endings =
        IntStream.of(
            10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 200, 201, 420, 450, 900, 601, 602, 603,
            604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 620);
    return endings
        .boxed()
        .flatMap(
            ending ->
                IntStream.range(0, 10)
                    .mapToObj(thousand -> "+1415555%d%03d".formatted(thousand, ending)));
  }

  @ParameterizedTest
  @MethodSource("sandboxRecipients")
  void takesEveryRecipientOfTheSandbox(String number) {
    assertThat(PhoneNumbers.recipient(number))
        .isEqualTo(new Checked.Valid<>(new PhoneNumber(number, "US")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4155550123", "14155550123", "0014155550123", " +14155550123", "hello"})
  void asksForInternationalForm(String written) {
    assertThat(reason(written))
        .isEqualTo(
            "The phone number does not start with +: write it in international form, such as"
                + " +14155550123.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1415555O123",
        "+1415555012３",
        "+1.415.555.0123",
        "+14155550123 ext 5",
        "+14155550123;ext=5",
        "+1\u00A0415\u00A0555\u00A00123",
        "++14155550123",
        "+14155550123\n",
        "+14155550123<+14155550124",
        "+",
        "+1                                        4155550123"
      })
  void refusesWhatDoesNotBelongIntoANumber(String written) {
    assertThat(reason(written)).startsWith("After the + of a phone number only digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+0", "+()", "+999123456789", "+1", "+01415555012"})
  void refusesWhatNoCountryHas(String written) {
    assertThat(reason(written)).startsWith("No country has such a phone number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1415555012", "+141555501234", "+11155550123", "+4474001234567", "+14150550123"})
  void refusesWhatIsNotValidInItsCountry(String written) {
    assertThat(reason(written)).isEqualTo("The phone number is not valid in its country.");
  }

  @Test
  void refusesMoreDigitsThanPlivoTakes() {
    String fifteen = longestValid(15);
    assertThat(reason(fifteen))
        .isEqualTo("The phone number has more than 14 digits, which Plivo does not take.");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void refusesNothing(String written) {
    assertThat(reason(written)).isEqualTo("The phone number is empty.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+442079460958", "+1415555012", "4155550123", "+1415555x123", "+9991234"})
  void neverRepeatsTheNumber(String written) {
    String digits = written.replaceAll("\\D", "").substring(0, 6);
    assertThat(reason(written).replace("+14155550123", "")).doesNotContain(digits);
  }

  @Test
  void showsThreeDigits() {
    assertThat(new PhoneNumber("+14155550123", "US")).hasToString("...123");
  }

  /** Some German numbers have fifteen digits. */
  static String longestValid(int digits) {
    return Stream.of("+4915", "+49181", "+49700", "+43720", "+43664", "+43676", "+49185")
        .map(prefix -> prefix + "2".repeat(digits + 1 - prefix.length()))
        .filter(PhoneNumbersTest::isValid)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isValid(String number) {
    try {
      return LIBRARY.isValidNumber(LIBRARY.parse(number, null));
    } catch (NumberParseException unreadable) {
      return false;
    }
  }

  private static List<String> examples(PhoneNumberType type) {
    return LIBRARY.getSupportedRegions().stream()
        .map(region -> LIBRARY.getExampleNumberForType(region, type))
        .filter(number -> number != null && LIBRARY.getNumberType(number) == type)
        .map(PhoneNumbersTest::e164)
        .filter(number -> number.length() <= 15)
        .toList();
  }

  private static String e164(Phonenumber.PhoneNumber number) {
    return LIBRARY.format(number, PhoneNumberFormat.E164);
  }

  private static String reason(String written) {
    return ((Checked.Invalid<PhoneNumber>) PhoneNumbers.recipient(written)).reason();
  }
}
