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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An application writes request after request and reads none of the answers. */
@SystemTest
class UnreadAnswersIT {
  private static final int OTHERS = 20;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @BeforeAll
  static void onlyOnce() {
    assumeThat(NodeDatabase.isPostgres()).as("the database has no part in it").isFalse();
  }

  @Test
  @DisplayName("commit R15.6: whoever does not read answers holds up nobody else's")
  void holdsUpNobodyElse() throws Exception {
    try (Deaf application = new Deaf()) {
      application.writeUntilItsAnswersFindNoRoom();

      for (int other = 1; other <= OTHERS; other++) {
        Instant asked = Instant.now();
        Api.send(Recipients.delivering(), "The quoll reads its mail").hasStatus(202);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
      }
    }
  }

  /** With as little room for answers as the system allows. */
  private static final class Deaf implements AutoCloseable {
    /** More than the buffers of both ends hold; long answers fill them sooner. */
    private static final int MOST = 20_000;

    private static final String LONG_TEXT = "mail ".repeat(300);

    private final String reference = "deaf-" + UUID.randomUUID();
    private final Socket socket = new Socket();
    private final AtomicInteger written = new AtomicInteger();
    private final byte[] request = request();

    Deaf() throws IOException {
      URI server = Waybill.uri("");
      socket.setReceiveBufferSize(1);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    private byte[] request() {
      String body =
          Json.createObjectBuilder()
              .add("to", Recipients.delivering())
              .add("text", LONG_TEXT)
              .add("reference", reference)
              .add("sendAt", Instant.now().plus(Duration.ofDays(20)).toString())
              .build()
              .toString();
      return """
          POST %s HTTP/1.1
          Host: %s
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d

          %s"""
          .replace("\n", "\r\n")
          .formatted(
              Api.MESSAGES, Waybill.uri("").getAuthority(), Waybill.apiKey(), body.length(), body)
          .getBytes(StandardCharsets.US_ASCII);
    }

    void writeUntilItsAnswersFindNoRoom() {
      Thread writer = new Thread(this::write, "deaf");
      writer.setDaemon(true);
      writer.start();
      AtomicReference<String> before = new AtomicReference<>();
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                String now = written.get() + " written, the newest accepted " + newest();
                return now.equals(before.getAndSet(now)) && !newest().isEmpty();
              });
      assertThat(written.get()).as("held up").isLessThan(MOST);
    }

    private List<JsonObject> newest() {
      return Api.get(Api.MESSAGES + "?limit=1&reference=" + reference).hasStatus(200).items();
    }

    private void write() {
      try {
        while (written.get() < MOST) {
          socket.getOutputStream().write(request);
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
