package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private static final Credentials ROTATING = new Credentials("MA1", List.of("new", "old"), "new");

  @ParameterizedTest
  @CsvSource({
    "MA1:new, MA1, true",
    "MA1:old, MA1, true",
    "MA1:other, MA1, false",
    "MA1:, MA1, false",
    "MA2:new, MA1, false",
    "MA1:new, MA2, false"
  })
  void admitsEveryTokenOfItsAccount(String basic, String authId, boolean admitted) {
    assertThat(ROTATING.admit(header(basic), authId)).isEqualTo(admitted);
  }

  @Test
  void admitsNobodyWithoutAHeaderOrWithoutSettings() {
    assertThat(ROTATING.admit(null, "MA1")).isFalse();
    assertThat(ROTATING.admit("Basic %%%", "MA1")).isFalse();
    assertThat(ROTATING.admit("Bearer new", "MA1")).isFalse();
    assertThat(new Credentials("", List.of(), "").admit(header(":"), "")).isFalse();
  }

  @Test
  void readsTheNewestTokenFirst() {
    SandboxSettings settings =
        SandboxSettings.of(
            name ->
                Optional.ofNullable(
                    Map.of("plivo.auth-id", "MA1", "plivo.auth-token", "new, old").get(name)));
    assertThat(settings.open()).isFalse();
    assertThat(settings.accounts().get(0).signingToken()).isEqualTo("new");
    assertThat(settings.accounts().get(0).mainToken()).isEqualTo("new");
    assertThat(settings.retryDelays()).hasSize(3);
  }

  @Test
  void readsEveryAccountOnce() {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("plivo.auth-id", "MA1"),
            Map.entry("plivo.auth-token", "one"),
            Map.entry("plivo.accounts", "alerts, same"),
            Map.entry("plivo.alerts.auth-id", "SA2"),
            Map.entry("plivo.alerts.auth-token", "two"),
            Map.entry("plivo.alerts.main-auth-token", "main"),
            Map.entry("plivo.same.auth-id", "MA1"),
            Map.entry("plivo.same.auth-token", "three"));

    List<Credentials> accounts =
        SandboxSettings.of(name -> Optional.ofNullable(settings.get(name))).accounts();

    assertThat(accounts)
        .containsExactly(
            new Credentials("MA1", List.of("one", "three"), "one"),
            new Credentials("SA2", List.of("two"), "main"));
  }

  private static String header(String basic) {
    return "Basic " + Base64.getEncoder().encodeToString(basic.getBytes());
  }
}
