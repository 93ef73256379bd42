package org.waybill.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The public address of the nodes: a load balancer that hands callbacks to them in turn and
 * remembers what they answered, so that a test can compare what Plivo was told with what is stored.
 */
public final class CallbackRelay implements AutoCloseable {
  private static final int NO_NODE = 502;

  /** A little less than Plivo's, so that an answer never comes too late to count. */
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  /**
   * One report of Plivo's, by what tells it from all others.
   *
   * @param sequence Plivo's count of the message's reports
   */
  public record Report(String messageUuid, String sequence) {}

  /**
   * @param status 502 if no node answered, or only its server did
   */
  public record Answer(Report report, int status, Duration took) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpServer server;
  private volatile List<NodeProcess> nodes = List.of();

  public CallbackRelay() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::relay);
    server.start();
  }

  /** Without any, Plivo gets 502. */
  public void to(NodeProcess... behind) {
    nodes = List.of(behind);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** What Plivo will not tell again. */
  public List<Report> takenOver() {
    return answers.stream()
        .filter(answer -> answer.status() == 200)
        .map(Answer::report)
        .distinct()
        .toList();
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long began = System.nanoTime();
      int status = answerOf(exchange, form);
      answers.add(new Answer(report(form), status, Duration.ofNanos(System.nanoTime() - began)));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int answerOf(HttpExchange exchange, String form) {
    List<NodeProcess> behind = nodes;
    if (behind.isEmpty()) {
      return NO_NODE;
    }
    NodeProcess node = behind.get(Math.floorMod(turn.getAndIncrement(), behind.size()));
    try {
      HttpResponse<Void> answer =
          http.send(request(exchange, form, node.uri("")), BodyHandlers.discarding());
      return Waybill.hasAnswered(answer) ? answer.statusCode() : NO_NODE;
    } catch (IOException unanswered) {
      return NO_NODE;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return NO_NODE;
    }
  }

  private static HttpRequest request(HttpExchange exchange, String form, URI node) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().getRawPath()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(form));
    exchange.getRequestHeaders().entrySet().stream()
        .filter(header -> isPassedOn(header.getKey()))
        .forEach(header -> request.header(header.getKey(), header.getValue().get(0)));
    return request.build();
  }

  private static boolean isPassedOn(String header) {
    return header.equalsIgnoreCase("Content-Type")
        || header.toLowerCase(java.util.Locale.ROOT).startsWith("x-plivo-");
  }

  private static Report report(String form) {
    Map<String, String> fields =
        Arrays.stream(form.split("&"))
            .map(field -> field.split("=", 2))
            .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
    return new Report(fields.get("MessageUUID"), fields.get("Sequence"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
