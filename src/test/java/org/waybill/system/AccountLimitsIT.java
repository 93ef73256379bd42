package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What an account may do, seen from Plivo. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountLimitsIT {
  private static final String TEXT = "The wallaby counts the stars";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "plivo.auth-id", "MASYSTEMTESTS0000002",
          "plivo.auth-token", "a-token-of-nobody",
          "plivo.number", "+14155550199");

  private final TroubledPlivo plivo = new TroubledPlivo();
  private NodeDatabase database;
  private NodeProcess node;

  AccountLimitsIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    database = NodeDatabase.started("limits-database");
    node =
        node("limits-one")
            .with("plivo.daily-messages", "200")
            .with("waybill.dispatch.in-flight", "1")
            .with("waybill.dispatch.hold", "PT1S")
            .with("waybill.breaker.failures", "4")
            .with("waybill.breaker.open-for", "PT3S")
            .start();
  }

  @AfterAll
  void end() throws IOException {
    node.close();
    database.close();
    plivo.close();
  }

  @Test
  @DisplayName("standing R13.1, R13.4, R13.5: a wrong token holds the account and burns nothing")
  void holdsAndProbes() {
    plivo.answers(401);
    int before = plivo.sends();
    List<String> ids = send(10);

    await().atMost(SOON).until(() -> condition().equals("held"));
    assertThat(detail().getString("account.default.cause")).isEqualTo("unauthorized");
    assertThat(metric("held")).isEqualTo("1");
    int atTheHold = plivo.sends() - before;
    await().atMost(SOON).until(() -> plivo.sends() - before >= atTheHold + 2);
    assertThat(statuses(ids)).doesNotContain("failed", "unconfirmed", "submitted");

    plivo.answers(202);

    await().atMost(SOON).until(() -> statuses(ids).stream().allMatch("submitted"::equals));
    assertThat(condition()).isEqualTo("working");
    assertThat(metric("held")).isEqualTo("0");
    assertThat(node.log()).containsOnlyOnce("account held account=default cause=unauthorized");
    Discretion.assertNothingPrivateIn(node, List.of(), TEXT);
  }

  @Test
  @DisplayName("standing R13.2: a run of 503 opens the breaker, a probe that is taken closes it")
  void breaksTheCircuit() {
    plivo.answers(503);
    int before = plivo.sends();
    List<String> ids = send(20);

    await().atMost(SOON).until(() -> condition().equals("broken"));
    assertThat(plivo.sends() - before).isEqualTo(4);
    await().atMost(SOON).until(() -> plivo.sends() - before > 4);
    assertThat(plivo.sends() - before).as("one probe").isEqualTo(5);
    assertThat(statuses(ids)).filteredOn("accepted"::equals).hasSize(15);

    plivo.answers(202);

    await()
        .atMost(SOON)
        .until(() -> statuses(ids).stream().filter("submitted"::equals).count() == 15);
    assertThat(condition()).isEqualTo("working");
  }

  @Test
  @DisplayName("pacing R12.1: two nodes together send no faster than one may")
  void pacesNodesTogether() throws IOException {
    assumeThat(NodeDatabase.isPostgres()).as("H2 is for one node").isTrue();
    plivo.answers(202);
    try (NodeProcess other = node("limits-two").start()) {
      List<String> first = send(other, 5); // what a node does for the first time holds up its calls
      await().atMost(SOON).until(() -> statuses(first).stream().allMatch("submitted"::equals));
      int before = plivo.sends();
      List<String> ids = new ArrayList<>(send(node, 20));
      ids.addAll(send(other, 20));

      await().atMost(SOON).until(() -> statuses(ids).stream().allMatch("submitted"::equals));

      assertThat(plivo.sends() - before).isEqualTo(40);
      // five a second, give or take how long a busy machine holds a request up
      assertThat(plivo.mostWithin(Duration.ofSeconds(4))).isLessThanOrEqualTo(25);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE) // the others would find the day used up
  @DisplayName("spending R14.1: a full day is refused with a problem of its own")
  void capsTheDay() throws IOException {
    HttpResponse<String> answer = node.api().post(Recipients.delivering(), TEXT);
    for (int sent = 0; sent < 200 && answer.statusCode() == 202; sent++) {
      answer = node.api().post(Recipients.delivering(), TEXT);
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(NodeApi.json(answer.body()).getString("type"))
        .isEqualTo("urn:waybill:problem:daily-cap-reached");
    assertThat(answer.headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
  }

  private NodeProcess node(String name) {
    return new NodeProcess(name)
        .with(ACCOUNT)
        .with(database.settings())
        .with("plivo.base-url", plivo.baseUrl())
        .with("waybill.unconfirmed.ask-after", "PT10M");
  }

  private List<String> send(int count) {
    return send(node, count);
  }

  private static List<String> send(NodeProcess to, int count) {
    List<String> ids = new ArrayList<>();
    for (int sent = 0; sent < count; sent++) {
      ids.add(to.api().send(Recipients.delivering(), TEXT));
    }
    return ids;
  }

  private List<String> statuses(List<String> ids) {
    return ids.stream().map(node.api()::status).toList();
  }

  private String condition() {
    return detail().getString("account.default");
  }

  private JsonObject detail() {
    return node.health().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .filter(check -> check.getString("name").equals("dispatcher"))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  private String metric(String condition) {
    String name = "waybill_account_condition{account=\"default\",condition=\"" + condition + "\"} ";
    return node.api()
        .text("/api/v1/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replaceAll("\\.0$", ""))
        .findFirst()
        .orElse("none");
  }
}
