package org.waybill.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;

@Timeout(10)
class PacedCallerTest {
  private static final Map<String, String> SETTINGS =
      Map.of("plivo.auth-id", "MA1234567890ABCDEFGH", "plivo.auth-token", "token");

  @Test
  void keepsNobodyWaitingForAnAccountThatNoSettingsDescribe() {
    PacedCaller caller = new PacedCaller();
    caller.accounts =
        new PlivoAccounts(new Settings(name -> Optional.ofNullable(SETTINGS.get(name))));

    assertThat(caller.call("gone", CallKind.QUESTION, () -> "no such account"))
        .contains("no such account");
  }
}
