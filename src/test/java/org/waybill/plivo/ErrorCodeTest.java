package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {
  @ParameterizedTest
  @CsvSource({
    "000,NONE",
    "10,INVALID_MESSAGE",
    "20,NETWORK_ERROR",
    "80,UNAVAILABLE",
    " 80 ,UNAVAILABLE",
    "200,OPTED_OUT",
    "201,TOLL_FREE_TO_CANADA",
    "420,EXPIRED",
    "450,COUNTRY_BARRED",
    "900,NO_CREDIT",
    "1000,UNSPECIFIED"
  })
  void knowsPlivosCodes(String raw, ErrorCode expected) {
    assertThat(ErrorCode.of(raw)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "30001", "-1", "abc", "2147483648", "\u0668\u0660", "99999999999"})
  void takesAnyOtherCodeAsUnknownAndPermanent(String raw) {
    assertThatCode(() -> ErrorCode.of(raw)).doesNotThrowAnyException();
    assertThat(ErrorCode.of(raw)).isEqualTo(ErrorCode.UNKNOWN);
    assertThat(ErrorCode.UNKNOWN.label()).isEqualTo("unknown Plivo code");
  }

  @Test
  void retriesOnlyWhatPasses() {
    assertThat(Arrays.stream(ErrorCode.values()).filter(ErrorCode::retryable))
        .containsExactly(ErrorCode.NETWORK_ERROR, ErrorCode.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatToDo(ErrorCode code) {
    assertThat(code.advice()).endsWith(".").hasSizeGreaterThan(15);
  }
}
