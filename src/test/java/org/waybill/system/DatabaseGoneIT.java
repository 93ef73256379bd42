package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL goes away and comes back under a running node. */
@ExtendWith(SandboxNode.Shared.class)
class DatabaseGoneIT {
  private static final String TEXT = "The platypus waits for the tide";
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @Test
  @DisplayName("database R1.5, deliveryreport R4.1: what cannot be stored is not taken over")
  void refusesUntilItIsBack(SandboxNode plivo) throws IOException {
    assumeThat(NodeDatabase.isPostgres()).as("H2 lives in the node's process").isTrue();
    List<String> recipients = Stream.generate(() -> Recipients.delivering()).limit(20).toList();
    try (NodeDatabase database = NodeDatabase.started("gone-database");
        CallbackRelay relay = new CallbackRelay();
        NodeProcess node = node(plivo, relay, database).start()) {
      List<String> ids = recipients.stream().map(to -> node.api().send(to, TEXT)).toList();
      await().until(() -> ids.stream().map(node.api()::status).allMatch("submitted"::equals));

      database.stop();
      relay.to(node); // until here Plivo reached nobody, from here it repeats its callbacks

      await().atMost(AT_ONCE).until(() -> node.healthStatus("/health/ready") == 503);
      assertThat(node.healthStatus("/health/live")).isEqualTo(200);
      await().atMost(Duration.ofSeconds(10)).until(() -> fromTheNode(relay).size() >= 20);
      assertThat(fromTheNode(relay))
          .allSatisfy(
              answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.took()).isLessThan(AT_ONCE);
              });
      assertThat(node.metrics())
          .containsPattern("waybill_callbacks_not_stored_total\\{cause=\"failed\"} [1-9]");
      assertRefusedCleanly(node.api().post(Recipients.delivering(), TEXT));

      database.start();

      await().atMost(Duration.ofSeconds(15)).until(() -> node.healthStatus("/health/ready") == 200);
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> ids.stream().map(node.api()::status).allMatch("delivered"::equals));
      String later = node.api().send(Recipients.delivering(), TEXT);
      await().until(() -> node.api().status(later).equals("delivered"));
      int reports = 3 * (ids.size() + 1);
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> node.api().all("/api/v1/reports").size() == reports);
      Discretion.assertNothingPrivateIn(node, recipients, TEXT);
    }
  }

  private static NodeProcess node(SandboxNode plivo, CallbackRelay relay, NodeDatabase database) {
    return plivo
        .client("gone")
        .with(database.settings())
        .with("waybill.public-url", relay.address());
  }

  private static List<CallbackRelay.Answer> fromTheNode(CallbackRelay relay) {
    return relay.answers().stream().filter(answer -> answer.status() != 502).toList();
  }

  private static void assertRefusedCleanly(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).doesNotContain("Exception", "SQL", "postgres", "127.0.0.1");
  }
}
