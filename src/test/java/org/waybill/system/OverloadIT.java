package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
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

  private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();

  @Test
  @DisplayName("commit R15.3: what finds no place in the queue is refused at once, nothing is lost")
  void refusesWhatFindsNoPlace(SandboxNode plivo) throws Exception {
    assumeThat(NodeDatabase.isPostgres()).as("locks a table from outside").isTrue();
    ExecutorService applications = Executors.newFixedThreadPool(REQUESTS);
    try (NodeDatabase database = NodeDatabase.started("overload-database");
        NodeProcess node =
            plivo
                .client("overload")
                .with(database.settings())
                .with("waybill.sending.queue", Integer.toString(WAITING))
                .start()) {
      try (Connection locking = database.connect()) {
        locking.setAutoCommit(false);
        locking.createStatement().execute("lock table suppression in access exclusive mode");
        for (int request = 0; request < REQUESTS; request++) {
          applications.submit(() -> answers.add(node.api().post(Recipients.delivering(), TEXT)));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !answers.isEmpty());
        assertThat(answers).allSatisfy(OverloadIT::assertRefused);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() == REQUESTS);

      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() != 202).toList();
      assertThat(refused).allSatisfy(OverloadIT::assertRefused);
      assertThat(REQUESTS - refused.size()).isGreaterThanOrEqualTo(WAITING);
      assertThat(node.api().all(MESSAGES)).hasSize(REQUESTS - refused.size());
    } finally {
      applications.shutdownNow();
    }
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(NodeApi.json(answer.body()).getString("type"))
        .isEqualTo("urn:waybill:problem:overloaded");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }
}
