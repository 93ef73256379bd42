package org.waybill.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

class ClientsTest {
  private static final String BOOTSTRAP_KEY = "bootstrap-key-00";
  private static final String ORDERS_KEY = "orders-key-00000";
  private static final String BILLING_KEY = "billing-key-0000";

  private final Map<String, String> settings = new HashMap<>();

  ClientsTest() {
    set("waybill.api-key", BOOTSTRAP_KEY);
    set("waybill.clients", "orders, billing");
    set("waybill.client.orders.api-key", ORDERS_KEY);
    set("waybill.client.billing.api-key", BILLING_KEY);
    set("plivo.auth-id", "MADEFAULT00000000000");
    set("plivo.auth-token", "token");
    set("plivo.accounts", "alerts");
    set("plivo.alerts.auth-id", "MAALERTS000000000000");
    set("plivo.alerts.auth-token", "token");
  }

  @Test
  @DisplayName("R6.3 each key stands for one client")
  void areKnownByTheirKeys() {
    assertThat(clients().of(BOOTSTRAP_KEY)).contains("bootstrap");
    assertThat(clients().of(ORDERS_KEY)).contains("orders");
    assertThat(clients().of(BILLING_KEY)).contains("billing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders-key-0000", "orders-key-00000 ", "ORDERS-KEY-00000", "orders"})
  void areKnownByTheWholeKeyOnly(String presented) {
    assertThat(clients().of(presented)).isEmpty();
  }

  @Test
  void areOneWithoutNames() {
    settings.remove("waybill.clients");

    assertThat(clients().of(BOOTSTRAP_KEY)).contains("bootstrap");
    assertThat(clients().of(ORDERS_KEY)).isEmpty();
  }

  @Test
  void mayHaveAnAccount() {
    set("waybill.client.orders.account", "alerts");
    set("waybill.client.billing.account", "default");

    assertThat(clients().accountOf("orders")).contains("alerts");
    assertThat(clients().accountOf("billing")).contains("default");
    assertThat(clients().accountOf("bootstrap")).isEmpty();
    assertThat(clients().accountOf("sales")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "waybill.clients, WAYBILL_CLIENTS, 'orders,bootstrap'",
    "waybill.clients, WAYBILL_CLIENTS, 'orders,orders'",
    "waybill.clients, WAYBILL_CLIENTS, Orders",
    "waybill.client.orders.account, WAYBILL_CLIENT_ORDERS_ACCOUNT, marketing"
  })
  void areRefusedWithoutNameOrAccount(String setting, String environment, String value) {
    set(setting, value);

    assertRefused(setting, environment);
  }

  @ParameterizedTest
  @CsvSource({
    "waybill.api-key, WAYBILL_API_KEY, ",
    "waybill.client.orders.api-key, WAYBILL_CLIENT_ORDERS_API_KEY, ",
    "waybill.client.orders.api-key, WAYBILL_CLIENT_ORDERS_API_KEY, 123456789012345",
    "waybill.client.orders.api-key, WAYBILL_CLIENT_ORDERS_API_KEY, " + BOOTSTRAP_KEY,
    "waybill.client.billing.api-key, WAYBILL_CLIENT_BILLING_API_KEY, " + ORDERS_KEY
  })
  @DisplayName("R6.4 a key that is missing, short or another's stops the start")
  void areRefusedWithoutAKeyOfTheirOwn(String setting, String environment, String value) {
    set(setting, value);

    assertRefused(setting, environment);
  }

  private void assertRefused(String setting, String environment) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(this::clients)
        .withMessageStartingWith("Set %s (environment %s): ".formatted(setting, environment))
        .withMessageEndingWith(".")
        .satisfies(
            refused ->
                assertThat(refused.getMessage())
                    .doesNotContain("123456789012345", BOOTSTRAP_KEY, ORDERS_KEY, "marketing"));
  }

  private void set(String name, String value) {
    settings.put(name, value);
  }

  private Clients clients() {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    return new Clients(source, new PlivoAccounts(source));
  }
}
