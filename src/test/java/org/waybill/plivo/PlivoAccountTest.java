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

class PlivoAccountTest {
  private static final String AUTH_ID = "MA1234567890ABCDEFGH";

  @Test
  void needsOnlyTheCredentials() {
    PlivoAccount settings = with();
    assertThat(settings.authId()).isEqualTo(AUTH_ID);
    assertThat(settings.authTokens()).containsExactly("new-secret", "old-secret");
    assertThat(settings.mainAuthTokens()).isEmpty();
    assertThat(settings.defaultSender()).isEmpty();
    assertThat(settings.baseUrl()).hasToString("https://api.plivo.com/v1/");
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"plivo.auth-id,PLIVO_AUTH_ID", "plivo.auth-token,PLIVO_AUTH_TOKEN"})
  void namesTheMissingCredential(String name, String environment) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with(name, ""))
        .withMessageContainingAll(name, environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MA123", "XX1234567890ABCDEFGH", "ma1234567890abcdefgh", "MA1234567890ABCDEFGHI"})
  void refusesAMalformedAuthIdWithoutRepeatingIt(String authId) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("plivo.auth-id", authId))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(authId));
  }

  @ParameterizedTest
  @CsvSource({
    "https://plivo.example.com/v1/,https://plivo.example.com/v1/",
    "https://plivo.example.com/v1,https://plivo.example.com/v1/",
    "http://127.0.0.1:9/a/v1,http://127.0.0.1:9/a/v1/",
    "http://127.8.9.1/v1/,http://127.8.9.1/v1/",
    "http://localhost:8080/v1/,http://localhost:8080/v1/",
    "http://[::1]:8080/v1/,http://[::1]:8080/v1/"
  })
  void takesABaseUrlThatKeepsSecretsPrivate(String configured, String used) {
    assertThat(with("plivo.base-url", configured).baseUrl()).hasToString(used);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.plivo.com/v1/",
        "http://127.0.0.1.example.com/v1/",
        "http://localhost.example.com/v1/",
        "http://10.0.0.1/v1/",
        "http://0.0.0.0/v1/",
        "https://api.plivo.com/",
        "https://api.plivo.com/v2/",
        "https://api.plivo.com/xv1",
        "https://user:pass@api.plivo.com/v1/",
        "api.plivo.com/v1/"
      })
  void refusesAnyOtherBaseUrl(String configured) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> with("plivo.base-url", configured))
        .withMessageContaining("plivo.base-url");
  }

  @Test
  void reachesTheSandboxOnItsPort() {
    assertThat(with("waybill.sandbox", "true", "waybill.port", "9090").baseUrl())
        .hasToString("http://127.0.0.1:9090/sandbox/plivo/v1/");
    assertThat(with("waybill.sandbox", "true").baseUrl()).hasPort(8080);
  }

  @Test
  void findsTheSandboxAtAPublicAddressOfThisMachine() {
    String[] local = {"waybill.sandbox", "true", "waybill.public-url", "http://localhost:18081/"};
    assertThat(with(local).baseUrl()).hasToString("http://localhost:18081/sandbox/plivo/v1/");

    String[] tunnel = {"waybill.sandbox", "true", "waybill.public-url", "https://sms.example.com"};
    assertThat(with(tunnel).baseUrl()).hasToString("http://127.0.0.1:8080/sandbox/plivo/v1/");
  }

  @Test
  void prefersABaseUrlToTheSandbox() {
    assertThat(
            with("waybill.sandbox", "true", "plivo.base-url", "https://other.example/v1/")
                .baseUrl())
        .hasHost("other.example");
  }

  @Test
  void refusesAnUnknownLogValue() {
    assertThatExceptionOfType(SettingException.class).isThrownBy(() -> with("plivo.log", "never"));
  }

  @Test
  void doesNotPrintSecrets() {
    assertThat(with().toString()).doesNotContain("secret").doesNotContain(AUTH_ID);
  }

  private static PlivoAccount with(String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("plivo.auth-id", AUTH_ID);
    values.put("plivo.auth-token", "new-secret, old-secret");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return new PlivoAccounts(new Settings(name -> Optional.ofNullable(values.get(name))))
        .all()
        .get(0);
  }
}
