package org.waybill.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

class SenderPoolsTest {
  private static final String POWERPACK = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";

  private final Map<String, String> settings = new HashMap<>();

  SenderPoolsTest() {
    set("plivo.auth-id", "MADEFAULT00000000000");
    set("plivo.auth-token", "token");
    set("plivo.accounts", "alerts");
    set("plivo.alerts.auth-id", "MAALERTS000000000000");
    set("plivo.alerts.auth-token", "token");
  }

  @ParameterizedTest
  @CsvSource({
    ", , ''",
    "+14155550100, , +14155550100",
    "14155550100, , +14155550100",
    ", '+14155550101, 14155550102,Waybill,12345', '+14155550101,+14155550102,Waybill,12345'",
    "+14155550100, '+14155550101,+14155550100', '+14155550100,+14155550101'",
    ", '+14155550101,+1 415 555 0101', +14155550101"
  })
  void haveTheNumberFirstAndEachSenderOnce(String number, String senders, String pool) {
    set("plivo.number", number);
    set("plivo.senders", senders);

    assertThat(String.join(",", pools().of("default").orElseThrow().values())).isEqualTo(pool);
  }

  @Test
  void areEachAccountsOwn() {
    set("plivo.senders", "+14155550100,Acme");
    set("plivo.alerts.senders", "+14155550101,Acme");

    assertThat(pools().of("alerts").orElseThrow().values()).containsExactly("+14155550101", "Acme");
    assertThat(pools().of("marketing")).isEmpty();
    assertThat(pools().ownerOf(sender("+14155550100"))).contains("default");
    assertThat(pools().ownerOf(sender("+14155550101"))).contains("alerts");
    assertThat(pools().ownerOf(sender("Acme"))).isEmpty();
    assertThat(pools().ownerOf(sender("+14155550102"))).isEmpty();
  }

  @Test
  void areAPowerpackAlone() {
    set("plivo.alerts.powerpack", POWERPACK.toUpperCase());

    assertThat(pools().of("alerts").orElseThrow().senders())
        .containsExactly(new Sender(Sender.Kind.POWERPACK, POWERPACK));
  }

  @ParameterizedTest
  @CsvSource({
    "plivo.number, PLIVO_NUMBER, +1415",
    "plivo.senders, PLIVO_SENDERS, '+14155550100,Way_bill'",
    "plivo.alerts.senders, PLIVO_ALERTS_SENDERS, 99",
    "plivo.alerts.number, PLIVO_ALERTS_NUMBER, a name that is too long",
    "plivo.powerpack, PLIVO_POWERPACK, my-powerpack",
    "plivo.alerts.senders, PLIVO_ALERTS_SENDERS, " + POWERPACK
  })
  @DisplayName("R12.4 a sender that is none stops the start")
  void refuseWhatIsNoSender(String setting, String environment, String value) {
    set(setting, value);

    assertRefused(setting, environment, value);
  }

  @ParameterizedTest
  @CsvSource({"number, +14155550100", "senders, Waybill"})
  void refuseAPowerpackBesideOthers(String part, String value) {
    set("plivo.alerts.powerpack", POWERPACK);
    set("plivo.alerts." + part, value);

    assertRefused("plivo.alerts.powerpack", "PLIVO_ALERTS_POWERPACK", value);
  }

  private void assertRefused(String setting, String environment, String value) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(this::pools)
        .withMessageStartingWith("Set %s (environment %s): ".formatted(setting, environment))
        .withMessageEndingWith(".")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(value));
  }

  private void set(String name, String value) {
    settings.put(name, value);
  }

  private static Sender sender(String written) {
    return Sender.of(written).orElseThrow(IllegalStateException::new);
  }

  private SenderPools pools() {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    return new SenderPools(new PlivoAccounts(source), source);
  }
}
