package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More comes than can be committed. */
@ExtendWith(SandboxNode.Shared.class)
@ServerAndDatabase
class OverloadIT {
  private static final String MESSAGES = "/api/v1/messages";
  private static final String TEXT = "The bandicoot cannot hear them all";
  private static final int WAITING = 100;
  private static final int REQUESTS = 250;
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  @DisplayName(
      "commit R15.3, deliveryreport R4.7: what finds no place in its queue is refused at once,"
          + " nothing is lost")
  void refusesWhatFindsNoPlace(SandboxNode plivo) throws Exception {
    assumeThat(NodeDatabase.isPostgres()).as("locks tables from outside").isTrue();
    try (NodeDatabase database = NodeDatabase.started("overload-database");
        NodeProcess node =
            plivo
                .client("overload")
                .with(database.settings())
                .with("waybill.sending.queue", Integer.toString(WAITING))
                .with("waybill.receiving.queue", Integer.toString(WAITING))
                .start()) {
      Overload sends = new Overload(202, "overloaded", "1");
      sends.whileLocked(
          database, "suppression", () -> node.api().post(Recipients.delivering(), TEXT));
      assertThat(node.api().all(MESSAGES)).hasSize(sends.taken());

      Overload callbacks = new Overload(200, "not-stored", "5");
      callbacks.whileLocked(
          database, "report", () -> node.api().exchange(incoming(node).request().build()));
      assertThat(node.api().all("/api/v1/reports"))
          .filteredOn(report -> report.getString("kind").equals("inbound"))
          .hasSize(callbacks.taken());
      assertThat(node.metrics())
          .containsPattern("waybill_callbacks_not_stored_total\\{cause=\"overloaded\"} [1-9]");
    }
  }

  @Test
  @DisplayName("a flood from strangers is limited, and keeps no genuine callback out")
  void limitsStrangers(SandboxNode plivo) throws Exception {
    try (NodeDatabase database = NodeDatabase.started("flood-database");
        NodeProcess node =
            plivo
                .client("flood")
                .with(database.settings())
                .with("waybill.limits.callbacks-per-minute", "60")
                .with("waybill.limits.refusals-per-minute", "3")
                .start()) {
      List<Callback> strangers =
          List.of(
              Callback.to("/api/webhooks/plivo/nowhere").to(node),
              incoming(node).body("%"),
              incoming(node).unsigned());

      List<HttpResponse<String>> answers = new ArrayList<>();
      for (int each = 0; each < 120; each++) {
        answers.add(node.api().exchange(strangers.get(each % 3).request().build()));
      }

      assertThat(answers).extracting(HttpResponse::statusCode).startsWith(404, 400, 400);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 429)
          .isNotEmpty()
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValue("Retry-After")).contains("1"));
      assertThat(node.api().exchange(incoming(node).request().build()).statusCode()).isEqualTo(200);
      assertThat(node.log().lines().filter(line -> line.contains("callback refused")))
          .hasSizeBetween(3, 6);
    }
  }

  private static Callback incoming(NodeProcess node) {
    return Callback.to("/api/webhooks/plivo/inbound")
        .to(node)
        .field("MessageUUID", UUID.randomUUID().toString())
        .field("From", "14155552671")
        .field("To", "14155550199")
        .field("Text", TEXT);
  }

  /**
   * More requests than may wait, while nothing can be committed.
   *
   * @param good the answer to what was committed
   * @param problem the kind of refusal
   * @param retryAfter in seconds
   */
  private record Overload(
      int good, String problem, String retryAfter, Queue<HttpResponse<String>> answers) {
    Overload(int good, String problem, String retryAfter) {
      this(good, problem, retryAfter, new ConcurrentLinkedQueue<>());
    }

    void whileLocked(NodeDatabase database, String table, Callable<HttpResponse<String>> request)
        throws SQLException {
      ExecutorService callers = Executors.newFixedThreadPool(REQUESTS);
      try {
        try (Connection locking = database.connect()) {
          locking.setAutoCommit(false);
          locking.createStatement().execute("lock table " + table + " in access exclusive mode");
          for (int each = 0; each < REQUESTS; each++) {
            callers.submit(() -> answers.add(request.call()));
          }
          await().atMost(SOON).until(() -> !answers.isEmpty());
          assertThat(answers).allSatisfy(this::assertRefused);
        }
        await().atMost(SOON).until(() -> answers.size() == REQUESTS);
      } finally {
        callers.shutdownNow();
      }
      assertThat(answers).filteredOn(answer -> !isGood(answer)).allSatisfy(this::assertRefused);
      assertThat(taken()).isGreaterThanOrEqualTo(WAITING);
    }

    int taken() {
      return (int) answers.stream().filter(this::isGood).count();
    }

    private boolean isGood(HttpResponse<String> answer) {
      return answer.statusCode() == good;
    }

    private void assertRefused(HttpResponse<String> answer) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(NodeApi.json(answer.body()).getString("type"))
          .isEqualTo("urn:waybill:problem:" + problem);
      assertThat(answer.headers().firstValue("Retry-After")).contains(retryAfter);
    }
  }
}
