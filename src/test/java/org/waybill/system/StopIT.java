package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node under load is stopped. */
@ExtendWith(SandboxNode.Shared.class)
@ServerAndDatabase
class StopIT {
  private static final String TEXT = "The numbat closes its shop";
  private static final String MESSAGES = "/api/v1/messages";

  private static final List<Integer> ACCEPTED_OR_NOT = List.of(202, 503);

  @Test
  @DisplayName("sending R2.1, deliveryreport R4.1: what is answered while a node stops is kept")
  void keepsWhatItAnsweredUntilTheEnd(SandboxNode plivo) throws Exception {
    try (NodeDatabase database = NodeDatabase.started("stop-database");
        CallbackRelay relay = new CallbackRelay();
        NodeProcess node =
            plivo
                .client("stop")
                .with(database.settings())
                .with("waybill.public-url", relay.address())
                .start()) {
      relay.to(node);
      List<HttpResponse<String>> answers;
      try (Traffic traffic = new Traffic(node.api())) {
        await().atMost(Duration.ofSeconds(30)).until(() -> relay.takenOver().size() > 50);

        node.stop();

        answers = traffic.end();
      }
      List<CallbackRelay.Report> told = relay.takenOver();
      node.start();

      assertThat(answers)
          .filteredOn(Waybill::hasAnswered)
          .extracting(HttpResponse::statusCode)
          .contains(202)
          .isSubsetOf(ACCEPTED_OR_NOT);
      assertThat(ids(node.api().all(MESSAGES))).containsAll(ids(accepted(answers)));
      assertThat(node.reports()).containsAll(told);
    }
  }

  private static List<JsonObject> accepted(List<HttpResponse<String>> answers) {
    return answers.stream()
        .filter(Waybill::hasAnswered)
        .filter(answer -> answer.statusCode() == 202)
        .map(HttpResponse::body)
        .map(NodeApi::json)
        .toList();
  }

  private static Set<String> ids(List<JsonObject> messages) {
    return messages.stream().map(message -> message.getString("id")).collect(Collectors.toSet());
  }

  /** Applications that send without a pause, whatever they are answered, if at all. */
  private static final class Traffic implements AutoCloseable {
    private static final int APPLICATIONS = 3;

    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService applications = Executors.newFixedThreadPool(APPLICATIONS);
    private final NodeApi node;
    private final String to = Recipients.delivering();
    private volatile boolean ended;

    Traffic(NodeApi node) {
      this.node = node;
      IntStream.range(0, APPLICATIONS).forEach(any -> applications.execute(this::run));
      applications.shutdown();
    }

    private void run() {
      while (!ended) {
        try {
          answers.add(node.post(to, TEXT));
        } catch (IOException broken) {
          // an application cannot know what became of it: nothing was promised
        }
      }
    }

    List<HttpResponse<String>> end() {
      close();
      await().atMost(Duration.ofSeconds(40)).until(applications::isTerminated);
      return List.copyOf(answers);
    }

    @Override
    public void close() {
      ended = true;
    }
  }
}
