package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plivosandbox.Behaviour.Signing;

class CallbackSenderTest {
  private record Received(String method, String query, String body, String nonce, boolean v3) {}

  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final Clock clock = Clock.systemUTC();
  private final CallbackSender sender =
      new CallbackSender(
          scheduler,
          new SignatureHeaders(new Credentials("MA1", List.of("token"), "main")),
          List.of(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(20)),
          clock);
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
    server.stop(0);
  }

  @Test
  void repeatsTheSameBodyWithNewNoncesAndThenGivesUp() {
    answers.addAll(List.of(500, 302, 404, 503));
    sender.send(List.of(callback("POST", "queued", Signing.BOTH, true)));
    await().until(() -> received.size() == 4);
    await().during(Duration.ofMillis(150)).until(() -> received.size() == 4);
    assertThat(received).extracting(Received::body).containsOnly("Status=queued");
    assertThat(received).extracting(Received::nonce).doesNotHaveDuplicates();
  }

  @Test
  void stopsAtTheFirstSuccess() {
    answers.addAll(List.of(500, 204));
    sender.send(List.of(callback("POST", "queued", Signing.BOTH, true)));
    await().until(() -> received.size() == 2);
    await().during(Duration.ofMillis(100)).until(() -> received.size() == 2);
  }

  @Test
  void sendsTheNextOneOnceTheFirstTryOfTheOneBeforeFailed() {
    answers.addAll(List.of(500, 200));
    sender.send(
        List.of(
            callback("POST", "queued", Signing.WRONG, false),
            callback("POST", "sent", Signing.BOTH, true)));
    await().until(() -> received.size() == 2);
    assertThat(received).extracting(Received::body).containsExactly("Status=queued", "Status=sent");
  }

  @Test
  void putsTheFieldsOfAGetIntoTheQuery() {
    sender.send(List.of(callback("GET", "sent", Signing.V2_ONLY, true)));
    await().until(() -> received.size() == 1);
    Received only = received.element();
    assertThat(only.method()).isEqualTo("GET");
    assertThat(only.query()).isEqualTo("Status=sent");
    assertThat(only.v3()).isFalse();
  }

  private Callback callback(String method, String status, Signing signing, boolean retried) {
    URI url = URI.create("http://127.0.0.1:%d/cb".formatted(server.getAddress().getPort()));
    return new Callback(url, method, Map.of("Status", status), signing, clock.instant(), retried);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawQuery(),
            body,
            exchange.getRequestHeaders().getFirst("X-Plivo-Signature-V2-Nonce"),
            exchange.getRequestHeaders().containsKey("X-Plivo-Signature-V3")));
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    Integer answer = answers.poll();
    exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
    exchange.close();
  }
}
