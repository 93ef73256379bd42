package org.waybill.system;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Several applications that send at once, until all is sent or nobody answers any more. */
final class Burst implements AutoCloseable {
  private static final int APPLICATIONS = 6;

  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final Queue<String> waiting;
  private final String text;
  private final List<NodeApi> nodes;
  private final ExecutorService applications = Executors.newFixedThreadPool(APPLICATIONS);

  private Burst(List<String> recipients, String text, NodeApi... nodes) {
    this.waiting = new ConcurrentLinkedQueue<>(recipients);
    this.text = text;
    this.nodes = List.of(nodes);
  }

  /** Each application sends to the nodes in turn. */
  static Burst begin(List<String> recipients, String text, NodeApi... nodes) {
    Burst burst = new Burst(recipients, text, nodes);
    IntStream.range(0, APPLICATIONS).forEach(i -> burst.applications.execute(() -> burst.run(i)));
    burst.applications.shutdown();
    return burst;
  }

  private void run(int first) {
    try {
      String to = waiting.poll();
      for (int turn = first; to != null; turn++) {
        HttpResponse<String> answer = nodes.get(turn % nodes.size()).post(to, text);
        if (answer.statusCode() == 202) {
          accepted.put(to, NodeApi.json(answer.body()).getString("id"));
        }
        to = waiting.poll();
      }
    } catch (IOException nobodyAnswers) {
      waiting.clear();
    }
  }

  /** The messages that were answered 202 so far: recipient and id. */
  Map<String, String> accepted() {
    return Map.copyOf(accepted);
  }

  Map<String, String> awaitEnd() {
    try {
      if (!applications.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The applications still wait for answers.");
      }
      return accepted();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  @Override
  public void close() {
    applications.shutdownNow();
  }
}
