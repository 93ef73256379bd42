package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key counts on every node. */
@ExtendWith(SandboxNode.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesKeyIT {
  private static final String MESSAGES = "/api/v1/messages";
  private static final String BATCH = MESSAGES + "/batch";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String TEXT = "One bilby, one burrow";
  private static final int ENTRIES = 1000;
  private static final int APPLICATIONS = 24;

  /** Transactions that accept messages, of a node. */
  private static final int COMMITTERS = 2;

  private final SandboxNode plivo;
  private final ExecutorService applications = Executors.newFixedThreadPool(APPLICATIONS);
  private CallbackRelay relay;
  private NodeDatabase database;
  private NodeProcess one;
  private NodeProcess two;

  TwoNodesKeyIT(SandboxNode plivo) {
    this.plivo = plivo;
  }

  @BeforeAll
  void start() throws IOException {
    assumeThat(NodeDatabase.isPostgres()).as("H2's file has one node").isTrue();
    database = NodeDatabase.started("two-nodes-key-database");
    relay = new CallbackRelay();
    one = node("key-one").launch();
    two = node("key-two").launch();
    one.awaitReady();
    two.awaitReady();
    relay.to(two);
  }

  private NodeProcess node(String name) {
    return plivo
        .client(name)
        .with(database.settings())
        .with("waybill.public-url", relay.address())
        .with("waybill.idempotency.lease", "PT5S");
  }

  @AfterAll
  void end() throws IOException {
    applications.shutdownNow();
    if (database != null) {
      one.close();
      two.close();
      relay.close();
      database.close();
    }
  }

  @Test
  @DisplayName("idempotency R9.1, R9.3: one message for a hundred parallel requests at two nodes")
  void sendsOneMessageForAHundredParallelRequests() throws Exception {
    String to = Recipients.delivering();
    String key = UUID.randomUUID().toString();

    List<HttpResponse<String>> answers =
        parallel(100, MESSAGES, key, entry(to, "one").build().toString());

    List<HttpResponse<String>> accepted = withStatus(202, answers);
    List<HttpResponse<String>> inUse = withStatus(409, answers);
    assertThat(accepted.size() + inUse.size()).isEqualTo(100);
    assertThat(inUse)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).contains("1"));
    assertThat(accepted).filteredOn(answer -> !isReplayed(answer)).hasSize(1);
    assertThat(accepted.stream().map(HttpResponse::body).distinct()).hasSize(1);
    String id = NodeApi.json(accepted.get(0).body()).getString("id");
    await().until(() -> two.api().status(id).equals("delivered"));
    assertThat(two.api().get(MESSAGES + "?to=%2B" + digits(to)).getJsonArray("items")).hasSize(1);
    assertThat(plivo.accepted()).containsEntry(digits(to), 1L);
  }

  /** Both transactions of the acceptance want to be the first of the lane. */
  @Test
  @DisplayName("a lane's first messages may come all at once")
  void acceptsTheFirstMessagesOfALaneAllAtOnce() throws Exception {
    String urgent =
        entry(Recipients.delivering(), "urgent").add("priority", "high").build().toString();
    List<Future<HttpResponse<String>>> asked = new ArrayList<>();
    try (Connection locking = database.connect()) {
      locking.setAutoCommit(false);
      locking.createStatement().execute("lock table suppression in access exclusive mode");
      for (int request = 0; request < APPLICATIONS; request++) {
        asked.add(applications.submit(() -> one.api().post(urgent)));
      }
      await().until(() -> waiting(locking) == COMMITTERS);
    }

    for (Future<HttpResponse<String>> request : asked) {
      assertThat(request.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    }
  }

  private static int waiting(Connection connection) throws SQLException {
    try (ResultSet row =
        connection
            .createStatement()
            .executeQuery(
                "select count(*) from pg_locks where relation = 'suppression'::regclass"
                    + " and not granted")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  @DisplayName("batch R11.6: one batch for parallel requests at two nodes")
  void acceptsABatchOnceForParallelRequests() throws Exception {
    String to = Recipients.delivering();
    String key = UUID.randomUUID().toString();
    String batch = batch(to, Instant.now());

    List<HttpResponse<String>> answers = parallel(6, BATCH, key, batch);
    answers.add(two.api().postUnderKey(BATCH, key, batch));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 409);
    List<HttpResponse<String>> whole = withStatus(200, answers);
    assertThat(whole).filteredOn(answer -> !isReplayed(answer)).hasSize(1);
    assertThat(whole.stream().map(TwoNodesKeyIT::ids).distinct()).hasSize(1);
    assertSentOnce(to);
  }

  @Test
  @DisplayName("batch R11.6: a batch goes on at another node when its own was killed")
  void goesOnWithABatchWhoseNodeWasKilled() throws Exception {
    String to = Recipients.delivering();
    String key = UUID.randomUUID().toString();
    // due when the node is dead: what it had claimed would wait for the search of Plivo's log
    String batch = batch(to, Instant.now().plusSeconds(20));
    Future<HttpResponse<String>> first =
        applications.submit(() -> one.api().postUnderKey(BATCH, key, batch));
    String newest = MESSAGES + "?limit=500&to=%2B" + digits(to);
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !two.api().get(newest).getJsonArray("items").isEmpty());

    one.kill();

    assertThatExceptionOfType(ExecutionException.class)
        .as("cut in the middle")
        .isThrownBy(first::get);
    List<String> before =
        idsOf(two.api().get(newest).getJsonArray("items").getValuesAs(JsonObject.class));
    assertThat(before).hasSizeBetween(1, 499);
    assertThat(plivo.accepted()).as("sent by the node").doesNotContainKey(digits(to));
    HttpResponse<String> again =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> two.api().postUnderKey(BATCH, key, batch),
                answer -> answer.statusCode() == 200);
    assertThat(isReplayed(again)).isFalse();
    assertThat(ids(again)).hasSize(ENTRIES).doesNotHaveDuplicates().containsAll(before);
    assertSentOnce(to);
    one.start();
    HttpResponse<String> replayed = one.api().postUnderKey(BATCH, key, batch);
    assertThat(isReplayed(replayed)).isTrue();
    assertThat(replayed.body()).isEqualTo(again.body());
  }

  /** In turn to each node. */
  private List<HttpResponse<String>> parallel(int count, String path, String key, String body)
      throws InterruptedException, ExecutionException {
    List<Future<HttpResponse<String>>> asked = new ArrayList<>();
    for (int request = 0; request < count; request++) {
      NodeProcess node = request % 2 == 0 ? one : two;
      asked.add(applications.submit(() -> node.api().postUnderKey(path, key, body)));
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> request : asked) {
      answers.add(request.get());
    }
    return answers;
  }

  private void assertSentOnce(String to) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> plivo.accepted().getOrDefault(digits(to), 0L) >= ENTRIES);
    String accepted = MESSAGES + "?status=accepted,submitting&to=%2B" + digits(to);
    await().until(() -> two.api().get(accepted).getJsonArray("items").isEmpty());
    assertThat(plivo.accepted()).containsEntry(digits(to), (long) ENTRIES);
  }

  private static String batch(String to, Instant sendAt) {
    return IntStream.range(0, ENTRIES)
        .mapToObj(index -> entry(to, "entry-" + index).add("sendAt", sendAt.toString()))
        .map(entry -> entry.build().toString())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static JsonObjectBuilder entry(String to, String reference) {
    return Json.createObjectBuilder().add("to", to).add("text", TEXT).add("reference", reference);
  }

  private static List<String> ids(HttpResponse<String> batch) {
    return idsOf(
        NodeApi.json(batch.body()).getJsonArray("results").getValuesAs(JsonObject.class).stream()
            .map(result -> result.getJsonObject("message"))
            .toList());
  }

  private static List<String> idsOf(List<JsonObject> messages) {
    return messages.stream().map(message -> message.getString("id")).toList();
  }

  private static List<HttpResponse<String>> withStatus(
      int status, List<HttpResponse<String>> answers) {
    return answers.stream().filter(answer -> answer.statusCode() == status).toList();
  }

  private static boolean isReplayed(HttpResponse<String> answer) {
    return answer.headers().firstValue(REPLAYED).filter("true"::equals).isPresent();
  }

  private static String digits(String number) {
    return number.substring(1);
  }
}
