package org.waybill.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stopping and killing a node loses nothing and sends nothing twice. */
@ExtendWith(SandboxNode.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ServerAndDatabase
class RestartIT {
  private static final String TEXT = "The quokka crosses the harbour at dawn";
  private static final String ANSWERED_LATE = "612";
  private static final String ANSWERED_AFTER_CALLBACKS = "605";
  private static final Set<Integer> CLEAN_EXITS = Set.of(0, 143);

  private final SandboxNode plivo;
  private final CallbackRelay relay = new CallbackRelay();
  private NodeDatabase database;
  private NodeProcess node;

  RestartIT(SandboxNode plivo) throws IOException {
    this.plivo = plivo;
  }

  @BeforeAll
  void start() throws IOException {
    database = NodeDatabase.started("restart-database");
    node =
        plivo
            .client("restart")
            .with(database.settings())
            .with("waybill.public-url", relay.address())
            // long enough for the recipient that is answered after 15 s
            .with("plivo.read-timeout", "PT16S")
            .with("plivo.call-timeout", "PT18S")
            .with("waybill.dispatch.lease", "PT25S")
            .with("waybill.stuck-after", "PT2M")
            .with("waybill.sweep.period", "PT1S")
            .with("waybill.unconfirmed.ask-after", "PT1S")
            .with("waybill.unconfirmed.ask-apart", "PT2S")
            .with("waybill.unconfirmed.lists-per-minute", "1000")
            .start();
    relay.to(node);
  }

  @AfterAll
  void end() throws IOException {
    node.close();
    relay.close();
    database.close();
  }

  @Test
  @DisplayName("dispatch R3.4: a stop finishes what is claimed, and the next start goes on")
  void stoppingFinishesClaimedWorkAndKeepsEverything() throws IOException {
    List<String> settled = send(10, Recipients.ORDINARY);
    awaitDelivered(settled);
    Map<String, JsonObject> before = messages(settled);
    List<String> recipients = new ArrayList<>(recipients(10, ANSWERED_LATE));
    recipients.addAll(recipients(5, ANSWERED_AFTER_CALLBACKS));
    List<String> claimed = recipients.stream().map(to -> node.api().send(to, TEXT)).toList();
    awaitAcceptedByPlivo(recipients);
    List<String> waiting = send(40, Recipients.ORDINARY);

    assertThat(node.stop()).as("exit status").isIn(CLEAN_EXITS);
    assertEmbeddedDatabaseIsClosed();
    node.start();

    assertThat(messages(settled)).isEqualTo(before);
    assertThat(claimed).allSatisfy(id -> assertThat(timeline(id)).contains("submitted"));
    awaitDelivered(claimed);
    awaitDelivered(waiting);
    assertThat(Stream.of(claimed, waiting).flatMap(List::stream))
        .allSatisfy(id -> assertThat(timeline(id)).doesNotContain("unconfirmed", "failed"));
    assertSentOnce(messages(Stream.concat(claimed.stream(), waiting.stream()).toList()).values());
    assertLedgerHoldsWhatPlivoWasTold();
    assertThat(node.log()).as("row locks hold").doesNotContain("OptimisticLockException");
    Discretion.assertNothingPrivateIn(node, recipients, TEXT);
  }

  @Test
  @DisplayName("dispatch R3.3, deliveryreport R4.1: kill -9 loses nothing and doubles nothing")
  void killLosesNothingAndSendsNothingTwice() {
    List<String> held = recipients(20, ANSWERED_LATE);
    List<String> cut = held.stream().map(to -> node.api().send(to, TEXT)).toList();
    awaitAcceptedByPlivo(held);
    List<String> recipients = new ArrayList<>(recipients(500, Recipients.ORDINARY));
    recipients.addAll(recipients(60, ANSWERED_AFTER_CALLBACKS));
    Collections.shuffle(recipients, new Random(612));
    Map<String, String> accepted;
    try (Burst burst = Burst.begin(recipients, TEXT, node.api())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> burst.accepted().size() > 200);

      node.kill();

      accepted = burst.awaitEnd();
    }
    node.start();

    assertThat(accepted.size()).as("cut in the middle").isLessThan(recipients.size());
    List<String> promised = Stream.concat(cut.stream(), accepted.values().stream()).toList();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertEndedRightly(promised, plivo.accepted()));
    // also the messages whose 202 was cut
    assertSentOnce(node.api().all("/api/v1/messages"));
    assertLedgerHoldsWhatPlivoWasTold();
    assertThat(node.log()).as("row locks hold").doesNotContain("OptimisticLockException");
    Discretion.assertNothingPrivateIn(node, recipients, TEXT);
  }

  private List<String> send(int count, String lastThree) {
    return recipients(count, lastThree).stream().map(to -> node.api().send(to, TEXT)).toList();
  }

  private static List<String> recipients(int count, String lastThree) {
    return IntStream.range(0, count).mapToObj(any -> Recipients.endingIn(lastThree)).toList();
  }

  private void awaitAcceptedByPlivo(List<String> recipients) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(plivo.accepted())
                    .containsKeys(
                        recipients.stream().map(RestartIT::digits).toArray(String[]::new)));
  }

  private void awaitDelivered(List<String> ids) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(ids)
                    .allSatisfy(id -> assertThat(node.api().status(id)).isEqualTo("delivered")));
  }

  /**
   * Delivered, all of them: what the kill kept from Plivo was sent anew when its log did not show
   * it.
   */
  private void assertEndedRightly(List<String> promised, Map<String, Long> takenByPlivo) {
    Map<String, JsonObject> messages =
        node.api().all("/api/v1/messages").stream()
            .collect(Collectors.toMap(message -> message.getString("id"), message -> message));
    assertThat(messages).containsKeys(promised.toArray(String[]::new));
    assertThat(promised)
        .allSatisfy(id -> assertThat(messages.get(id).getString("status")).isEqualTo("delivered"))
        .allSatisfy(
            id -> assertThat(takenByPlivo).containsKey(digits(messages.get(id).getString("to"))));
  }

  private void assertSentOnce(Collection<JsonObject> messages) {
    Map<String, Long> accepted = plivo.accepted();
    assertThat(messages)
        .allSatisfy(
            message ->
                assertThat(accepted.getOrDefault(digits(message.getString("to")), 0L))
                    .isLessThanOrEqualTo(1));
  }

  /** H2 says in its file that nothing is left to find when it is opened. */
  private void assertEmbeddedDatabaseIsClosed() throws IOException {
    if (!NodeDatabase.isPostgres()) {
      try (BufferedReader file =
          Files.newBufferedReader(node.data().resolve("waybill.mv.db"), ISO_8859_1)) {
        assertThat(file.readLine()).contains(",clean:1,");
      }
    }
  }

  /** A callback answered 200 is committed. */
  private void assertLedgerHoldsWhatPlivoWasTold() {
    assertThat(node.reports()).containsAll(relay.takenOver());
  }

  private Map<String, JsonObject> messages(List<String> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, node.api()::message));
  }

  private List<String> timeline(String id) {
    return node.api().message(id).getJsonArray("timeline").stream()
        .map(JsonValue::asJsonObject)
        .map(entry -> entry.getString("status"))
        .toList();
  }

  private static String digits(String number) {
    return number.substring(1);
  }
}
