package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node to which nothing has happened yet. */
@ExtendWith(SandboxNode.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ServerAndDatabase
class FreshNodeIT {
  private static final Pattern ANSWER =
      Pattern.compile("|HTTP/1.1 400.*urn:waybill:problem:incomplete-body.*", Pattern.DOTALL);

  private final SandboxNode plivo;
  private NodeProcess node;
  private String metrics;

  FreshNodeIT(SandboxNode plivo) {
    this.plivo = plivo;
  }

  @BeforeAll
  void start() {
    node = plivo.client("fresh").start();
    metrics = node.metrics();
  }

  @AfterAll
  void end() {
    node.close();
  }

  @Test
  @DisplayName("an alarm on an increase sees the first of all")
  void countsFromZero() {
    assertThat(metrics)
        .contains("waybill_callbacks_genuine_total{signature=\"v3\"} 0.0")
        .contains("waybill_callbacks_refused_total{diagnosis=\"no_token_matches\"} 0.0")
        .contains("waybill_callbacks_replayed_total 0.0")
        .contains("waybill_reports_total{kind=\"sms\",outcome=\"unknown_status\"} 0.0")
        .contains("waybill_sends_total{outcome=\"unconfirmed\"} 0.0")
        .contains("waybill_account_condition{account=\"default\",condition=\"working\"} 1.0");
  }

  @Test
  @DisplayName(
      "anybody may go away in the middle of a callback: that is nothing to fill a log with")
  void logsNoTraceOfABrokenUpload() throws Exception {
    int before = node.log().length();

    breakOff(node, "/api/webhooks/plivo/sms");
    breakOff(node, "/api/webhooks/plivo/inbound");

    assertThat(node.api().send(Recipients.delivering(), "hello")).isNotBlank();
    assertThat(node.log().substring(before)).doesNotContain("Exception", "\tat ");
  }

  /** Ends a request before its body has ended, and waits until the server has done with it. */
  private static void breakOff(NodeProcess node, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.uri("").getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          String.join(
              "\r\n",
              "POST " + path + " HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/x-www-form-urlencoded",
              "Content-Length: 100",
              "Connection: close",
              "",
              "Sta");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).as("Payara closes the connection, WildFly does not").matches(ANSWER);
    }
  }
}
