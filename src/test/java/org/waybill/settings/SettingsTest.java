package org.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void namesTheMissingSettingAndItsEnvironmentVariable() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("other", "x").requiredText("plivo.auth-id", "it starts with MA."))
        .withMessage("Set plivo.auth-id (environment PLIVO_AUTH_ID): it starts with MA.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "0", "101", "1.5"})
  void refusesANumberOutOfRangeWithoutRepeatingIt(String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("n", value).number("n", 5, 1, 100))
        .withMessage("Set n (environment N): it is a whole number from 1 to 100.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "PT0S", "-PT5S", "soon"})
  void refusesWhatIsNoDuration(String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("d", value).duration("d", Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sms.example.com", "ftp://x.example", "https://a@b.example", "https://x?q", "h:"})
  void refusesWhatIsNoAddress(String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("u", value).address("u", value));
  }

  @Test
  void readsDurationsFromACommaSeparatedList() {
    assertThat(with("d", "PT1S, PT2S").durations("d", null))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1"})
  void refusesWhatIsNeitherTrueNorFalse(String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("f", value).flag("f", false));
  }

  private static Settings with(String name, String value) {
    return new Settings(asked -> Optional.ofNullable(Map.of(name, value).get(asked)));
  }
}
