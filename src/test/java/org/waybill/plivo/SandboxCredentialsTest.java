package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R1.7 the sandbox's default credentials")
class SandboxCredentialsTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final ConfigSource source = new SandboxCredentials(properties::get, environment::get);

  @Test
  void areAbsentByDefault() {
    assertThat(source.getPropertyNames()).isEmpty();
    assertThat(source.getValue("plivo.auth-token")).isNull();
  }

  @Test
  void appearInSandboxModeAndAreValid() {
    environment.put("WAYBILL_SANDBOX", "true");
    assertThat(source.getPropertyNames())
        .containsExactlyInAnyOrder("plivo.auth-id", "plivo.auth-token", "plivo.number");
    assertThat(source.getValue("plivo.auth-id")).matches("MA[A-Z0-9]{18}");
    assertThat(source.getValue("plivo.auth-token")).matches("[A-Z0-9]{40}");
    assertThat(source.getValue("plivo.number")).isEqualTo("+14155550199");
  }

  @ParameterizedTest
  @CsvSource({"PLIVO_SENDERS", "PLIVO_POWERPACK"})
  void addNoNumberToAPoolThatWasChosen(String name) {
    environment.put("WAYBILL_SANDBOX", "true");
    environment.put(name, "+14155550100");
    assertThat(source.getPropertyNames())
        .containsExactlyInAnyOrder("plivo.auth-id", "plivo.auth-token");
  }

  @Test
  void areTheSameForEveryReaderInTheJvm() {
    properties.put("waybill.sandbox", "true");
    ConfigSource other = new SandboxCredentials(properties::get, environment::get);
    assertThat(other.getProperties()).isEqualTo(source.getProperties());
  }

  @Test
  void quickStartWithoutAccountSwitchesTheSandboxOn() {
    properties.put("waybill.quickstart", "true");
    assertThat(source.getValue("waybill.sandbox")).isEqualTo("true");
    assertThat(source.getValue("plivo.auth-id")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"PLIVO_AUTH_ID,MA1234567890ABCDEFGH", "WAYBILL_SANDBOX,false"})
  void anEnvironmentVariableWinsOverTheQuickStart(String name, String value) {
    properties.put("waybill.quickstart", "true");
    environment.put(name, value);
    assertThat(source.getPropertyNames()).isEmpty();
  }

  @Test
  void whatIsEmptyIsNotSet() {
    properties.put("waybill.quickstart", "true");
    environment.put("PLIVO_AUTH_ID", "");
    environment.put("WAYBILL_SANDBOX", " ");
    assertThat(source.getValue("waybill.sandbox")).isEqualTo("true");
  }

  @Test
  void aSystemPropertyWinsOverTheEnvironment() {
    properties.put("waybill.sandbox", "false");
    environment.put("WAYBILL_SANDBOX", "true");
    assertThat(source.getPropertyNames()).isEmpty();
  }

  @Test
  void areRegisteredAsTheWeakestSource() {
    assertThat(ServiceLoader.load(ConfigSource.class))
        .filteredOn(SandboxCredentials.class::isInstance)
        .singleElement()
        .satisfies(registered -> assertThat(registered.getOrdinal()).isEqualTo(50));
  }
}
