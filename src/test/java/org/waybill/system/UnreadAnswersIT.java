package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody writes request after request on one connection and reads none of the answers. */
@SystemTest
class UnreadAnswersIT {
  private static final int OTHERS = 20;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** Long answers fill the room that there is for them sooner. */
  private static final String LONG_TEXT = "mail ".repeat(300);

  private static final String NOT_CALLBACKS = "(?m)^(?!waybill_callbacks_genuine).*$";

  @BeforeAll
  static void onlyOnce() {
    assumeThat(NodeDatabase.isPostgres())
        .as("once in each server: the database has no part in it")
        .isTrue();
  }

  @Test
  @DisplayName("commit R15.6: an application that does not read holds up nobody else's answers")
  void applicationHoldsUpNobodyElse() throws Exception {
    assumeThat(Waybill.onWildFly()).as("RESTEasy's answers wait aside").isFalse();
    String reference = "deaf-" + UUID.randomUUID();
    String message =
        Json.createObjectBuilder()
            .add("to", Recipients.delivering())
            .add("text", LONG_TEXT)
            .add("reference", reference)
            .add("sendAt", Instant.now().plus(Duration.ofDays(20)).toString())
            .build()
            .toString();
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + Waybill.apiKey(), "Content-Type", "application/json");
    String newest = Api.MESSAGES + "?limit=1&reference=" + reference;

    try (Deaf application = new Deaf(() -> request(Api.MESSAGES, headers, message))) {
      application.writeUntilStill(() -> Api.get(newest).hasStatus(200).body());

      assertAtOnce(
          () -> Api.send(Recipients.delivering(), "The quoll reads its mail").hasStatus(202));
    }
  }

  @Test
  @DisplayName("commit R15.6: a sender of callbacks that does not read holds up nobody else's")
  void plivoHoldsUpNobodyElse() throws Exception {
    assumeThat(Waybill.onWildFly()).as("as an application, only its answers are short").isTrue();
    JsonObject message = Api.awaitStatus(Api.sent(Recipients.silent()), "submitted");

    try (Deaf plivo = new Deaf(() -> request(Callback.delivered(message)))) {
      plivo.writeUntilStill(() -> Api.get("/api/v1/metrics").body().replaceAll(NOT_CALLBACKS, ""));

      assertAtOnce(() -> Callback.delivered(message).send().hasStatus(200));
    }
  }

  private static void assertAtOnce(Runnable call) {
    for (int other = 1; other <= OTHERS; other++) {
      Instant asked = Instant.now();
      call.run();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
    }
  }

  private static byte[] request(Callback callback) {
    Map<String, String> headers = new LinkedHashMap<>(callback.headers());
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    return request(callback.path(), headers, callback.form());
  }

  private static byte[] request(String path, Map<String, String> headers, String body) {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining());
    return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(path, Waybill.uri("").getAuthority(), body.length(), lines, body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** With as little room for answers as the system allows. */
  private static final class Deaf implements AutoCloseable {
    /** More than the buffers of both ends hold. */
    private static final int MOST = 60_000;

    private final Socket socket = new Socket();
    private final AtomicInteger written = new AtomicInteger();
    private final Supplier<byte[]> requests;

    Deaf(Supplier<byte[]> requests) throws IOException {
      this.requests = requests;
      URI server = Waybill.uri("");
      socket.setReceiveBufferSize(1);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    /**
     * @param done changes while the server goes on with the requests
     */
    void writeUntilStill(Supplier<String> done) {
      String atFirst = done.get();
      Thread writer = new Thread(this::write, "deaf");
      writer.setDaemon(true);
      writer.start();
      AtomicReference<String> before = new AtomicReference<>();
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                String now = written.get() + " written, " + done.get();
                return now.equals(before.getAndSet(now)) && !now.endsWith(atFirst);
              });
      assertThat(written.get()).as("held up").isLessThan(MOST);
    }

    private void write() {
      try {
        while (written.get() < MOST) {
          socket.getOutputStream().write(requests.get());
          written.incrementAndGet();
        }
      } catch (IOException closed) {
        // the test has ended
      }
    }

    @Override
    public void close() {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException troubled) {
        throw new UncheckedIOException(troubled);
      }
    }
  }
}
