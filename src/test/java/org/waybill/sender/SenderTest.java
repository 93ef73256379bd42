package org.waybill.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.sender.Sender.Kind;

class SenderTest {
  @ParameterizedTest
  @CsvSource({
    "+14155550100, NUMBER, +14155550100",
    "+1 (415) 555-0100, NUMBER, +14155550100",
    "+442079460958, NUMBER, +442079460958",
    "123, SHORT_CODE, 123",
    "12345, SHORT_CODE, 12345",
    "12345678, SHORT_CODE, 12345678",
    "A, ALPHANUMERIC, A",
    "1A, ALPHANUMERIC, 1A",
    "Waybill 24, ALPHANUMERIC, Waybill 24",
    "ABCDEFGHIJK, ALPHANUMERIC, ABCDEFGHIJK"
  })
  void takesNumbersShortCodesAndNames(String written, Kind kind, String value) {
    assertThat(Sender.of(written)).isEqualTo(new Checked.Valid<>(new Sender(kind, value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABCDEFGHIJKL",
        "1 2",
        "Wäybill",
        "Way-bill",
        "Way_bill",
        "Waybill!",
        " Waybill",
        "Waybill ",
        "Way\tbill",
        "Waybill\n",
        "Ａ",
        "😀a",
        "12-34"
      })
  void refusesOtherNames(String written) {
    assertThat(reason(written)).startsWith("A sender is a number such as").doesNotContain(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "12", "123456789", "14155550100"})
  void refusesDigitsThatAreNoShortCode(String written) {
    assertThat(reason(written))
        .isEqualTo(
            "A short code has 3 to 8 digits; if the sender is a number, write it in international"
                + " form, such as +14155550123.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1415555010", "+abc", "+"})
  void refusesANumberThatIsNone(String written) {
    assertThat(reason(written)).startsWith("The sender is no usable number. ");
  }

  @Test
  void refusesANumberThatPlivoJavaWouldTakeForAPowerpack() {
    assertThat(reason(PhoneNumbersTest.longestValid(14)))
        .isEqualTo("A sender's number has at most 13 digits.");
    assertThat(Sender.of(PhoneNumbersTest.longestValid(13))).isInstanceOf(Checked.Valid.class);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void refusesNothing(String written) {
    assertThat(reason(written)).isEqualTo("The sender is empty.");
  }

  @ParameterizedTest
  @CsvSource({
    "Waybill, +14155550123, true",
    "Waybill, +14165550123, true",
    "Waybill, +18005550123, true",
    "Waybill, +18764101234, false",
    "Waybill, +17875551234, false",
    "Waybill, +12423591234, false",
    "Waybill, +447400123456, false",
    "+14155550100, +14155550100, true",
    "12345, +14155550123, false",
    "+14155550100, +14165550123, false",
    "+14155550100, +447400123456, false"
  })
  void sendsNoNameToTheUsAndCanadaAndNothingToItself(
      String sender, String recipient, boolean refused) {
    PhoneNumber to = PhoneNumbers.recipient(recipient).orElseThrow(IllegalStateException::new);
    assertThat(Sender.of(sender).orElseThrow(IllegalStateException::new).refusalTo(to).isPresent())
        .isEqualTo(refused);
  }

  @Test
  void showsItsKindOnly() {
    assertThat(new Sender(Kind.NUMBER, "+14155550100")).hasToString("Sender[NUMBER]");
  }

  private static String reason(String written) {
    return ((Checked.Invalid<Sender>) Sender.of(written)).reason();
  }
}
