package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestTest {
  @ParameterizedTest
  @ValueSource(strings = {"src", "dst", "text"})
  void asksForWhatIsMissing(String field) {
    assertRefused(Sends.valid().without(field), field + " is a required parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "dst, +14155550100, 'dst is not a valid phone number or the same as src'",
    "dst, 0123456789, 'dst is not a valid phone number or the same as src'",
    "dst, 123456789012345, 'dst is not a valid phone number or the same as src'",
    "src, TwelveLetters, src is invalid",
    "url, ftp://h/p, url is not an http or https address",
    "url, /only/a/path, url is not an http or https address",
    "method, PUT, method is invalid",
    "message_expiry, 4, message_expiry is from 5 to 10799",
    "message_expiry, 10800, message_expiry is from 5 to 10799",
    "message_expiry, soon, message_expiry is invalid",
    "log, maybe, log is invalid",
    "type, mms, type is invalid",
    "powerpack_uuid, some-pool, 'give src or powerpack_uuid, not both'"
  })
  void refusesWhatPlivoRefuses(String field, String value, String sentence) {
    assertRefused(Sends.valid().with(field, value), sentence);
  }

  @Test
  void refusesATextThatIsTooLong() {
    assertRefused(Sends.valid().with("text", "a".repeat(1_601)), "text is too long");
  }

  @Test
  void takesUpToAThousandRecipients() {
    assertThat(Sends.valid().to(recipients(1_000)).request().dst()).hasSize(1_000);
    assertRefused(Sends.valid().to(recipients(1_001)), "dst has more than 1000 recipients");
  }

  @Test
  void dropsDuplicatesAndNamesBadNumbers() {
    SendRequest request =
        Sends.valid().to("14155550101<+14155550101<14155550102<12<14155550100").request();
    assertThat(request.dst()).containsExactly("14155550101", "14155550102");
    assertThat(request.invalid()).containsExactly("12", "14155550100");
  }

  @Test
  void sendsFromANameAndFromAPool() {
    assertThat(Sends.valid().with("src", "Waybill").request().src()).isEqualTo("Waybill");
    assertThat(Sends.valid().without("src").with("powerpack_uuid", "pool").request().powerpack())
        .isEqualTo("pool");
  }

  private static String recipients(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(14_155_560_000L + i))
        .collect(Collectors.joining("<"));
  }

  private static void assertRefused(Sends sends, String sentence) {
    assertThatExceptionOfType(BadParameter.class).isThrownBy(sends::request).withMessage(sentence);
  }
}
