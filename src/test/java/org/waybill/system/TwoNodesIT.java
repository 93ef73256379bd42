package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes share one PostgreSQL, and neither is special. */
@ExtendWith(SandboxNode.Shared.class)
class TwoNodesIT {
  private static final String TEXT = "Two wombats dig one burrow";
  private static final String NEVER_FINAL = "601";
  private static final String NEVER_REPORTED = "602";
  private static final String NEVER_KNOWN = "614";
  private static final Pattern QUESTION =
      Pattern.compile("stuck message asked about messageId=(\\S+)");

  @Test
  @DisplayName("sweeping R5.3: every message is submitted once and every stuck one settled once")
  void shareTheWork(SandboxNode plivo) throws IOException {
    assumeThat(NodeDatabase.isPostgres()).as("H2's file has one node").isTrue();
    List<String> recipients = new ArrayList<>(recipients(300, Recipients.ORDINARY));
    Stream.of(NEVER_FINAL, NEVER_REPORTED, NEVER_KNOWN)
        .forEach(ending -> recipients.addAll(recipients(25, ending)));
    Collections.shuffle(recipients, new Random(2));
    try (NodeDatabase database = NodeDatabase.started("two-nodes-database");
        CallbackRelay relay = new CallbackRelay();
        NodeProcess one = node("one", plivo, relay, database).launch();
        NodeProcess two = node("two", plivo, relay, database).launch()) {
      one.awaitReady();
      two.awaitReady();
      relay.to(one, two);

      Map<String, String> accepted;
      try (Burst burst = Burst.begin(recipients, TEXT, one.api(), two.api())) {
        accepted = burst.awaitEnd();
      }

      assertThat(accepted).hasSameSizeAs(recipients);
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertEndedRightly(two.api().all("/api/v1/messages")));
      List<JsonObject> messages = accepted.values().stream().map(one.api()::message).toList();
      Map<String, Long> taken = plivo.accepted();
      assertThat(recipients).allSatisfy(to -> assertThat(taken).containsEntry(digits(to), 1L));
      assertThat(messages).allSatisfy(TwoNodesIT::assertNothingTwice);
      assertThat(questions(one, two))
          .filteredOn(silent(accepted)::contains)
          .containsExactlyInAnyOrderElementsOf(silent(accepted));
      assertThat(Stream.of(one, two))
          .allSatisfy(
              node -> {
                assertThat(node.log()).doesNotContain("OptimisticLockException");
                Discretion.assertNothingPrivateIn(node, recipients, TEXT);
              });
    }
  }

  private static NodeProcess node(
      String name, SandboxNode plivo, CallbackRelay relay, NodeDatabase database) {
    return plivo
        .client(name)
        .with(database.settings())
        .with("waybill.public-url", relay.address())
        .with("waybill.stuck-after", "PT8S")
        .with("waybill.sweep.period", "PT1S");
  }

  private static List<String> recipients(int count, String lastThree) {
    return IntStream.range(0, count).mapToObj(any -> Recipients.endingIn(lastThree)).toList();
  }

  private static void assertEndedRightly(List<JsonObject> messages) {
    assertThat(messages)
        .allSatisfy(
            message -> {
              boolean known = !message.getString("to").endsWith(NEVER_KNOWN);
              assertThat(message.getString("status")).isEqualTo(known ? "delivered" : "failed");
              if (!known) {
                JsonObject reason = message.getJsonObject("reason");
                assertThat(reason.getString("code")).isEqualTo("no_delivery_report");
                assertThat(reason.getBoolean("provisional")).isTrue();
              }
            });
  }

  private static void assertNothingTwice(JsonObject message) {
    List<String> history =
        message.getJsonArray("timeline").stream()
            .map(JsonValue::asJsonObject)
            .map(entry -> entry.getString("kind") + " " + entry.getString("status"))
            .toList();
    assertThat(history).doesNotHaveDuplicates();
    assertThat(message.getJsonArray("attempts")).hasSize(1);
    assertThat(message.getJsonArray("attempts").getJsonObject(0).getInt("tries")).isEqualTo(1);
  }

  /** The ids of the messages that no callback comes for: only the sweepers touch them. */
  private static List<String> silent(Map<String, String> accepted) {
    return accepted.entrySet().stream()
        .filter(each -> each.getKey().matches(".*(" + NEVER_REPORTED + "|" + NEVER_KNOWN + ")"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The ids of the messages that the nodes asked Plivo about. */
  private static List<String> questions(NodeProcess... nodes) {
    return Stream.of(nodes)
        .map(NodeProcess::log)
        .flatMap(log -> QUESTION.matcher(log).results())
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toList());
  }

  private static String digits(String number) {
    return number.substring(1);
  }
}
