package org.waybill.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Plivo that answers every send with the same status, and remembers when they came. Its log has
 * no end.
 */
final class TroubledPlivo implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Long> sends = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pages = new AtomicInteger();
  private final HttpServer server;
  private volatile int status = 202;

  TroubledPlivo() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on. */
  void answers(int with) {
    status = with;
  }

  /** Of messages, answered in whatever way. */
  int sends() {
    return sends.size();
  }

  /** Of its log, that were read. */
  int pages() {
    return pages.get();
  }

  /** The most sends that came within any such time. */
  int mostWithin(Duration time) {
    List<Long> times = new ArrayList<>(sends);
    times.sort(null);
    int most = 0;
    for (int first = 0, last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= time.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  String baseUrl() {
    return "http://127.0.0.1:%d/v1/".formatted(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("POST")) {
        sends.add(System.nanoTime());
        answer(
            exchange,
            status,
            "{\"message\":\"message(s) queued\",\"message_uuid\":[\"%s\"],\"api_id\":\"%s\"}"
                .formatted(UUID.randomUUID(), UUID.randomUUID()));
      } else {
        pages.incrementAndGet();
        answer(
            exchange,
            200,
            "{\"meta\":{\"next\":\"more\"},\"objects\":[{\"message_uuid\":\"%s\"}]}"
                .formatted(UUID.randomUUID()));
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
