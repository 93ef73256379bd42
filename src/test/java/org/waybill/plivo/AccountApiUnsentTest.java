package org.waybill.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.plivo.Apis.submission;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.plivo.SubmitResult.KeptBack;
import org.waybill.plivo.SubmitResult.Refused;
import org.waybill.plivo.SubmitResult.Retryable;

@DisplayName("R1.2 nothing left this machine")
class AccountApiUnsentTest {
  @Test
  void aRefusedConnectionIsRetryable() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    assertRetryable("http://127.0.0.1:%d/v1/".formatted(closedPort));
  }

  @Test
  void anUnknownHostIsRetryable() {
    assertRetryable("https://nonexistent.invalid/v1/");
  }

  @Test
  void aFailedTlsHandshakeIsRetryable() throws IOException {
    try (ScriptedPlivo plain = new ScriptedPlivo()) {
      assertRetryable(plain.baseUrl().replace("http:", "https:"));
    }
  }

  @Test
  void aConnectTimeoutIsRetryable() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      List<Socket> queued = fillBacklog(full);
      assertRetryable("http://127.0.0.1:%d/v1/".formatted(full.getLocalPort()));
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }

  private static List<Socket> fillBacklog(ServerSocket server) {
    List<Socket> queued = new ArrayList<>();
    try {
      while (queued.size() < 10) {
        Socket socket = new Socket();
        queued.add(socket);
        socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 50);
      }
    } catch (IOException full) {
      // as wanted
    }
    return queued;
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "+447946000999<+447946000998", "+447946000999,+447946000998", "+14155550123"})
  void refusesWhatIsNotOneOtherNumber(String to) throws IOException {
    try (ScriptedPlivo plivo = new ScriptedPlivo()) {
      Submission wrong = new Submission(Apis.SENDER, to, "text", Apis.CALLBACK, null, Apis.NOW);
      assertThat(Apis.at(plivo).submit(wrong))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.httpStatus()).isEmpty());
      assertThat(plivo.requests()).isEmpty();
    }
  }

  @Test
  void keepsBackWhatHasExpiredMeanwhile() throws IOException {
    try (ScriptedPlivo plivo = new ScriptedPlivo()) {
      Submission late =
          new Submission(Apis.SENDER, Apis.RECIPIENT, "text", Apis.CALLBACK, Apis.NOW, Instant.MAX);

      assertThat(Apis.at(plivo).submit(late)).isInstanceOf(KeptBack.class);
      assertThat(plivo.requests()).isEmpty();
    }
  }

  @Test
  void printsNeitherNumbersNorText() {
    assertThat(submission("private text").toString())
        .doesNotContain("private", Apis.RECIPIENT, Apis.SENDER);
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatCannotBecomeARequest(Submission impossible) throws IOException {
    try (ScriptedPlivo plivo = new ScriptedPlivo()) {
      assertThat(Apis.at(plivo).submit(impossible)).isInstanceOf(Refused.class);
      assertThat(plivo.requests()).isEmpty();
    }
  }

  static Stream<Submission> refusesWhatCannotBecomeARequest() {
    return Stream.of(
        new Submission(
            Apis.SENDER, Apis.RECIPIENT, "text", URI.create("sms://callback"), null, Apis.NOW),
        new Submission(
            Apis.SENDER, Apis.RECIPIENT, "text", URI.create("/callback"), null, Apis.NOW),
        new Submission(Apis.SENDER, Apis.RECIPIENT, "text", null, null, Apis.NOW));
  }

  private static void assertRetryable(String baseUrl) {
    AccountApi api = Apis.at(baseUrl, "plivo.connect-timeout", "PT0.2S");
    assertThat(api.submit(submission()))
        .isInstanceOfSatisfying(
            Retryable.class,
            retryable -> {
              assertThat(retryable.httpStatus()).isEmpty();
              assertThat(retryable.why()).endsWith(".");
            });
  }
}
