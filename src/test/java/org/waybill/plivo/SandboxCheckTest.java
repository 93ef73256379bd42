package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

class SandboxCheckTest {
  @ParameterizedTest
  @CsvSource({
    "waybill.sandbox, yes",
    "waybill.sandbox.retry-delays, soon",
    "waybill.sandbox.retry-delays, 'PT1S,60'",
    "waybill.sandbox.retry-delays, PT-1S",
    "waybill.sandbox.requests-per-5s, many",
    "waybill.sandbox.requests-per-5s, -1",
    "waybill.sandbox.lists-per-minute, 1.5",
  })
  void namesWhatTheSandboxCouldNotRead(String setting, String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> checked(Map.of(setting, value)))
        .withMessageStartingWith("Set " + setting + " (");
  }

  @Test
  void takesWhatItCanRead() {
    assertThatCode(() -> checked(Map.of())).doesNotThrowAnyException();
    assertThatCode(
            () ->
                checked(
                    Map.of(
                        "waybill.sandbox.retry-delays", "PT1S, PT2S",
                        "waybill.sandbox.requests-per-5s", "0")))
        .doesNotThrowAnyException();
  }

  private static SandboxCheck checked(Map<String, String> settings) {
    return new SandboxCheck(new Settings(name -> Optional.ofNullable(settings.get(name))));
  }
}
