package org.waybill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.chaos.Line.Fault;

class LineTest {
  private final AtomicInteger arrived = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private HttpServer farEnd;
  private Line line;

  @BeforeEach
  void open() throws IOException {
    farEnd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    farEnd.createContext(
        "/",
        exchange -> {
          arrived.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    farEnd.start();
    line = new Line(URI.create("http://127.0.0.1:" + farEnd.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    line.close();
    farEnd.stop(0);
  }

  @Test
  void passesEverythingOn() throws Exception {
    assertThat(call()).isEqualTo(204);
    assertThat(call()).isEqualTo(204);
    assertThat(arrived).hasValue(2);
  }

  @Test
  void refusesUntilItIsHealed() throws Exception {
    line.fail(Fault.REFUSES);
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::call);

    line.heal();

    assertThat(call()).isEqualTo(204);
    assertThat(arrived).hasValue(1);
  }

  @Test
  void leavesACallerWaitingForItsConnection() throws Exception {
    line.fail(Fault.UNREACHABLE);
    assertThatExceptionOfType(HttpConnectTimeoutException.class).isThrownBy(this::call);

    line.heal();

    assertThat(call()).isEqualTo(204);
    assertThat(arrived).hasValue(1);
  }

  @Test
  void cutsTheAnswerToWhatArrived() throws Exception {
    line.fail(Fault.CUTS_ANSWERS);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::call)
        .isNotInstanceOf(HttpTimeoutException.class);
    assertThat(arrived).hasPositiveValue();
  }

  @Test
  void losesForEverWhatItSwallows() throws Exception {
    call();
    line.fail(Fault.SWALLOWS);
    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> call(Duration.ofSeconds(1)));

    line.heal();

    assertThat(call()).isEqualTo(204);
    assertThat(arrived).hasValue(2);
  }

  private int call() throws IOException, InterruptedException {
    return call(Duration.ofSeconds(10));
  }

  private int call(Duration patience) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(line.near("/"))
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString("text"))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
