package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plivo answers sends with 500, so that only its log could tell what became of them. */
class UnconfirmedSearchIT {
  private static final String TEXT = "The bilby digs for its letter";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** The log of an account may be read once a minute. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("plivo.auth-id", "MASYSTEMTESTS0000003"),
          Map.entry("plivo.auth-token", "a-token-of-nobody"),
          Map.entry("plivo.number", "+14155550199"),
          Map.entry("plivo.accounts", "other"),
          Map.entry("plivo.other.auth-id", "MASYSTEMTESTS0000004"),
          Map.entry("plivo.other.auth-token", "another-token-of-nobody"),
          Map.entry("plivo.other.senders", "+14155550198"),
          Map.entry("waybill.unconfirmed.ask-after", "PT1S"),
          Map.entry("waybill.unconfirmed.lists-per-minute", "1"),
          Map.entry("waybill.sweep.period", "PT1S"));

  @Test
  @DisplayName("sweeping R5.13: an account whose log takes long holds up no other one's sends")
  void looksForEachAccountsSends() throws IOException {
    try (TroubledPlivo plivo = new TroubledPlivo();
        NodeDatabase database = NodeDatabase.started("search-database");
        NodeProcess node =
            new NodeProcess("search")
                .with(SETTINGS)
                .with(database.settings())
                .with("plivo.base-url", plivo.baseUrl())
                .with("plivo.other.base-url", plivo.baseUrl())
                .start()) {
      plivo.answers(500);
      String first = send(node, "default");
      await().atMost(SOON).until(() -> plivo.pages() == 1); // the second one has to wait

      send(node, "other");

      await().atMost(SOON).until(() -> plivo.pages() == 2);
      assertThat(node.log()).doesNotContain("looked for messageId=" + first);
      Discretion.assertNothingPrivateIn(node, List.of(), TEXT);
    }
  }

  private static String send(NodeProcess node, String account) throws IOException {
    HttpResponse<String> answer =
        node.api()
            .post(
                Json.createObjectBuilder()
                    .add("account", account)
                    .add("to", Recipients.delivering())
                    .add("text", TEXT)
                    .build()
                    .toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return NodeApi.json(answer.body()).getString("id");
  }
}
