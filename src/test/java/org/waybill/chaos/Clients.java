package org.waybill.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.system.NodeApi;
import org.waybill.system.NodeProcess;
import org.waybill.system.Recipients;

/**
 * Applications that send numbered messages and repeat each under its key, at any node, until one
 * accepts it.
 */
final class Clients implements AutoCloseable {
  /** What every text begins with. */
  static final String TEXT = "The numbat carries message";

  /** With the pauses about 15 messages a second: Plivo's log of a minute must be readable. */
  private static final int APPLICATIONS = 5;

  private static final int LONGEST_PAUSE_MILLIS = 800;
  private static final int BURST = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** A message that was answered 202. */
  record Accepted(int number, String to, String id) {}

  private final List<NodeApi> nodes;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, Accepted> accepted = new ConcurrentHashMap<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger replayed = new AtomicInteger();
  private final AtomicInteger repeats = new AtomicInteger();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(APPLICATIONS);

  Clients(long seed, NodeProcess... nodes) {
    this.nodes = List.of(nodes).stream().map(NodeProcess::api).toList();
    for (int application = 0; application < APPLICATIONS; application++) {
      Random random = new Random(seed + application);
      threads.execute(() -> run(random));
    }
  }

  /** Mostly one by one, at times many in a row. */
  private void run(Random random) {
    boolean more = true;
    while (more) {
      int count = random.nextInt(60) == 0 ? BURST : 1;
      for (int i = 0; i < count; i++) {
        send(numbers.incrementAndGet(), random);
      }
      more = !passes(enough, random.nextInt(LONGEST_PAUSE_MILLIS) * (count == 1 ? 1 : 3));
    }
  }

  private void send(int number, Random random) {
    String to = Recipients.endingIn(Ending.any(random).digits());
    JsonObject message =
        Json.createObjectBuilder()
            .add("to", to)
            .add("text", TEXT + " " + number)
            .add("reference", Integer.toString(number))
            .build();
    boolean over = isAnswered(number, to, message, anyNode(random));
    while (!over && !passes(closed, 100 + random.nextInt(400))) {
      count(repeats);
      over = isAnswered(number, to, message, anyNode(random));
    }
  }

  private NodeApi anyNode(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private boolean isAnswered(int number, String to, JsonObject message, NodeApi node) {
    try {
      HttpResponse<String> answer = node.post(message, "key-" + number, PATIENCE);
      int status = answer.statusCode();
      if (status == 202) {
        answer.headers().firstValue("Idempotency-Replayed").ifPresent(any -> count(replayed));
        String id = NodeApi.json(answer.body()).getString("id");
        accepted.put(number, new Accepted(number, to, id));
      } else if (!mayPass(status)) {
        refusals.add("number %d: answered %d %s".formatted(number, status, answer.body()));
      }
      return !mayPass(status);
    } catch (IOException noAnswer) {
      return false;
    }
  }

  private static boolean mayPass(int status) {
    return status >= 500 || status == 409 || status == 429 || status == 404;
  }

  private static void count(AtomicInteger counter) {
    counter.incrementAndGet();
  }

  /** Waits so long at most. */
  private static boolean passes(CountDownLatch event, int millis) {
    try {
      return event.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  /** Begins nothing new and waits until all that was begun is accepted. */
  void finish() throws InterruptedException {
    enough.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(3, TimeUnit.MINUTES)).as("all is accepted").isTrue();
  }

  List<Accepted> accepted() {
    return List.copyOf(accepted.values());
  }

  /** How many numbers were sent. */
  int sent() {
    return numbers.get();
  }

  /** Answers that say that the request is wrong, which it never is. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** 202 that were repeated because an earlier one got lost. */
  int replayed() {
    return replayed.get();
  }

  /** Requests that had to be made again. */
  int repeats() {
    return repeats.get();
  }

  @Override
  public void close() {
    enough.countDown();
    closed.countDown();
    threads.shutdown();
  }
}
