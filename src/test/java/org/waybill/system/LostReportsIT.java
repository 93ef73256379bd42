package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Plivo's reports reach nobody and are given up, while the node itself is well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostReportsIT {
  private static final String TEXT = "The kookaburra laughs at noon";
  private static final int SENT = 20;

  /** Each message has three reports, and each is told twice. */
  private static final int TOLD = SENT * 3 * 2;

  private static final Pattern QUESTION =
      Pattern.compile("stuck message asked about messageId=(\\S+)");

  private SandboxNode plivo;

  @BeforeAll
  void start() {
    plivo = SandboxNode.launched("impatient-sandbox", "PT1S");
  }

  @AfterAll
  void end() {
    plivo.close();
  }

  @Test
  @DisplayName("sweeping R5.7: when callbacks come again, Plivo is asked about what they left out")
  void asksWhenTheyComeAgain() throws IOException {
    try (NodeDatabase database = NodeDatabase.started("healed-database");
        CallbackRelay relay = new CallbackRelay();
        NodeProcess node =
            node("healed", database, relay).with("waybill.sweep.outage", "PT10S").start()) {
      List<String> ids = send(node);
      awaitGivenUp(relay);
      assertThat(ids).allMatch(id -> node.api().status(id).equals("submitted"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  ids.stream()
                      .map(node.api()::message)
                      .allMatch(LostReportsIT::isOlderThanAnOutage));

      relay.to(node);
      String later = node.api().send(Recipients.delivering(), TEXT);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ids.stream().map(node.api()::status).allMatch("delivered"::equals));
      assertLearntByAsking(node, ids);
      await().until(() -> node.api().status(later).equals("delivered"));
      assertThat(questions(node)).containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  @DisplayName("sweeping R5.8: Plivo is asked about a message of which nothing is heard")
  void asksAboutWhatIsSilent() throws IOException {
    try (NodeDatabase database = NodeDatabase.started("silent-database");
        CallbackRelay nowhere = new CallbackRelay();
        NodeProcess node =
            node("silent", database, nowhere).with("waybill.sweep.silence", "PT3S").start()) {
      List<String> ids = send(node);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ids.stream().map(node.api()::status).allMatch("delivered"::equals));

      assertLearntByAsking(node, ids);
      assertThat(questions(node)).containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  private NodeProcess node(String name, NodeDatabase database, CallbackRelay relay) {
    return plivo
        .client(name)
        .with(database.settings())
        .with("waybill.public-url", relay.address())
        .with("waybill.sweep.period", "PT1S");
  }

  private static List<String> send(NodeProcess node) {
    return IntStream.range(0, SENT)
        .mapToObj(any -> node.api().send(Recipients.delivering(), TEXT))
        .toList();
  }

  private static void awaitGivenUp(CallbackRelay relay) {
    await().atMost(Duration.ofSeconds(20)).until(() -> relay.answers().size() == TOLD);
    assertThat(relay.answers()).allMatch(answer -> answer.status() == 502);
  }

  private static boolean isOlderThanAnOutage(JsonObject message) {
    return java.time.Instant.parse(message.getString("updatedAt"))
        .plusSeconds(10)
        .isBefore(java.time.Instant.now());
  }

  private static void assertLearntByAsking(NodeProcess node, List<String> ids) {
    assertThat(ids)
        .map(id -> node.api().message(id).getJsonArray("timeline").getValuesAs(JsonObject.class))
        .allSatisfy(
            timeline ->
                assertThat(timeline)
                    .map(entry -> entry.getString("status") + " " + entry.getString("source"))
                    .containsExactly(
                        "accepted client",
                        "submitting dispatcher",
                        "submitted dispatcher",
                        "delivered query"));
    assertThat(node.api().all("/api/v1/reports"))
        .filteredOn(report -> report.getString("source").equals("query"))
        .hasSize(SENT)
        .allMatch(report -> report.getString("status").equals("delivered"));
  }

  /** The ids of the messages that the node asked Plivo about. */
  private static List<String> questions(NodeProcess node) {
    return QUESTION.matcher(node.log()).results().map(found -> found.group(1)).toList();
  }
}
