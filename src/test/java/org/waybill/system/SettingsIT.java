package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A missing or malformed setting stops the start and is named in one sentence. */
class SettingsIT {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final String AUTH_ID = "MASETTINGSTESTS00001";
  private static final String TOKEN = "0e7d1b5c93a64f288d6c4b0a7f2e9d15";
  private static final String PASSWORD = "the-database-password-7316";

  @BeforeAll
  static void onlyOnce() {
    assumeThat(NodeDatabase.isPostgres())
        .as("once in each server: settings are read before the database")
        .isTrue();
  }

  record Fault(String setting, UnaryOperator<NodeProcess> made) {
    @Override
    public String toString() {
      return setting;
    }

    NodeProcess node() {
      return made.apply(live("settings-" + setting));
    }
  }

  static List<List<Fault>> faults() {
    return List.of(
        List.of(
            new Fault(
                "plivo.auth-id", node -> node.without("plivo.auth-id").without("plivo.auth-token")),
            new Fault(
                "waybill.public-url",
                node -> node.with("waybill.public-url", "http://sms.example.com"))),
        List.of(
            new Fault("waybill.api-key", node -> node.without("waybill.api-key")),
            new Fault("waybill.stuck-after", node -> node.with("waybill.stuck-after", "soon"))),
        List.of(
            new Fault(
                "waybill.db.url",
                node -> node.with("waybill.db.url", "jdbc:mysql://127.0.0.1/" + PASSWORD)),
            new Fault(
                "waybill.data-dir",
                // a file, not a directory
                node -> node.with("waybill.data-dir", node.logFile() + "/data"))));
  }

  /** Two at a time, for the machine has other work. */
  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("ops R1.1, R1.2: the process ends with status 1 and a sentence that names it")
  void endTheProcess(List<Fault> faults) {
    List<NodeProcess> nodes =
        faults.stream()
            .map(fault -> fault.node().with("waybill.exit-on-failed-start", "true").launch())
            .toList();
    try {
      for (int i = 0; i < nodes.size(); i++) {
        assertThat(nodes.get(i).awaitExit(LONGEST_START)).as("%s", faults.get(i)).isEqualTo(1);
        assertThat(lastLine(nodes.get(i)))
            .startsWith("Waybill does not start. Set " + faults.get(i).setting() + " (environment ")
            .endsWith(".");
        assertKeepsSecrets(nodes.get(i));
      }
    } finally {
      nodes.forEach(NodeProcess::close);
    }
  }

  @Test
  @DisplayName("ops R1.1: in a server that is not ours alone only the deployment fails")
  void failTheDeployment() {
    try (NodeProcess node = live("settings-deployment").with("waybill.stuck-after", "PT0S")) {
      node.launch();

      await()
          .atMost(LONGEST_START)
          .until(() -> node.log().contains("Waybill does not start. Set waybill.stuck-after ("));

      assertThat(node.isAlive()).isTrue();
      assertThat(node.api().status(node.uri("/api/v1/messages"))).isNotEqualTo(200);
      assertKeepsSecrets(node);
    }
  }

  private static NodeProcess live(String name) {
    return new NodeProcess(name)
        .with(
            Map.of(
                "plivo.auth-id", AUTH_ID,
                "plivo.auth-token", TOKEN,
                "waybill.public-url", "https://sms.example.com",
                "waybill.db.password", PASSWORD));
  }

  private static String lastLine(NodeProcess node) {
    String last = node.log().lines().reduce((earlier, later) -> later).orElse("");
    return last.replaceAll("\u001B\\[[0-9;]*m", ""); // WildFly's console ends its colours late
  }

  private static void assertKeepsSecrets(NodeProcess node) {
    boolean leaks = Stream.of(TOKEN, PASSWORD, Waybill.apiKey()).anyMatch(node.log()::contains);
    assertThat(leaks).as("a secret stands in %s", node.logFile()).isFalse();
  }
}
