package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

class PlivoAccountsTest {
  private final Map<String, String> settings = new HashMap<>();

  PlivoAccountsTest() {
    set("plivo.auth-id", "MADEFAULT00000000000");
    set("plivo.auth-token", "default-secret");
    set("plivo.accounts", "alerts, marketing");
    set("plivo.alerts.auth-id", "MAALERTS000000000000");
    set("plivo.alerts.auth-token", "alerts-secret, alerts-old-secret");
    set("plivo.marketing.auth-id", "SAMARKETING000000000");
    set("plivo.marketing.auth-token", "marketing-secret");
    set("plivo.marketing.main-auth-token", "marketing-main-secret");
  }

  @Test
  void haveTheDefaultAccountFirst() {
    assertThat(accounts().all())
        .extracting(PlivoAccount::name)
        .containsExactly("default", "alerts", "marketing");
    assertThat(accounts().all().get(0).authId()).isEqualTo("MADEFAULT00000000000");
    assertThat(accounts().named("sales")).isEmpty();
  }

  @Test
  void areOneWithoutNames() {
    set("plivo.accounts", " , ");

    assertThat(accounts().all()).hasSize(1);
  }

  @Test
  void haveCredentialsOfTheirOwn() {
    set("plivo.main-auth-token", "default-main-secret");
    set("plivo.number", "+14155550100");

    assertThat(named("alerts").authTokens()).containsExactly("alerts-secret", "alerts-old-secret");
    assertThat(named("alerts").mainAuthTokens()).isEmpty();
    assertThat(named("alerts").defaultSender()).isEmpty();
    assertThat(named("marketing").mainAuthTokens()).containsExactly("marketing-main-secret");
  }

  @Test
  void takeOverWhatTheyDoNotSetThemselves() {
    set("plivo.base-url", "https://plivo.example.com/v1/");
    set("plivo.log", "false");
    set("plivo.read-timeout", "PT7S");
    set("plivo.alerts.log", "number_only");
    set("plivo.alerts.read-timeout", "PT9S");
    set("plivo.alerts.base-url", "https://alerts.example.com/v1/");

    assertThat(named("marketing").baseUrl()).hasHost("plivo.example.com");
    assertThat(named("marketing").log()).contains("false");
    assertThat(named("marketing").readTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(named("alerts").baseUrl()).hasHost("alerts.example.com");
    assertThat(named("alerts").log()).contains("number_only");
    assertThat(named("alerts").readTimeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void knowTheLongestCall() {
    set("plivo.marketing.call-timeout", "PT45S");

    assertThat(accounts().longestCall()).isEqualTo(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Alerts",
        "1alerts",
        "-alerts",
        "al.erts",
        "al_erts",
        "al erts",
        "älerts",
        "default",
        "alerts,alerts",
        "main",
        "alerts,alerts-main",
        "a2345678901234567890123456789012"
      })
  void refuseANameThatIsNone(String names) {
    set("plivo.accounts", names);

    assertRefused("plivo.accounts", "PLIVO_ACCOUNTS");
  }

  @ParameterizedTest
  @CsvSource({
    "plivo.alerts.auth-id, PLIVO_ALERTS_AUTH_ID, ",
    "plivo.alerts.auth-id, PLIVO_ALERTS_AUTH_ID, MA123",
    "plivo.alerts.auth-token, PLIVO_ALERTS_AUTH_TOKEN, ",
    "plivo.alerts.auth-token, PLIVO_ALERTS_AUTH_TOKEN, ','",
    "plivo.alerts.log, PLIVO_ALERTS_LOG, never",
    "plivo.alerts.base-url, PLIVO_ALERTS_BASE_URL, http://alerts.example.com/v1/",
    "plivo.alerts.call-timeout, PLIVO_ALERTS_CALL_TIMEOUT, soon",
    "plivo.log, PLIVO_LOG, never",
    "plivo.auth-id, PLIVO_AUTH_ID, "
  })
  void nameTheSettingThatIsMissingOrMalformed(String setting, String environment, String value) {
    set(setting, value);

    assertRefused(setting, environment);
  }

  @Test
  void printNoSecret() {
    assertThat(accounts() + " " + accounts().all()).doesNotContain("secret", "MAALERTS");
  }

  private void assertRefused(String setting, String environment) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(this::accounts)
        .withMessageStartingWith("Set %s (environment %s): ".formatted(setting, environment))
        .withMessageEndingWith(".")
        .satisfies(
            refused ->
                assertThat(refused.getMessage())
                    .doesNotContain("secret", "MAALERTS", "MA123 ", "never"));
  }

  private void set(String name, String value) {
    settings.put(name, value);
  }

  private PlivoAccount named(String name) {
    return accounts().named(name).orElseThrow();
  }

  private PlivoAccounts accounts() {
    return new PlivoAccounts(new Settings(name -> Optional.ofNullable(settings.get(name))));
  }
}
