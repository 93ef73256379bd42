package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Anybody may go away in the middle of a callback: that is nothing to fill a log with. */
@ExtendWith(SandboxNode.Shared.class)
class BrokenUploadIT {
  private static final Pattern ANSWER =
      Pattern.compile("|HTTP/1.1 400.*urn:waybill:problem:incomplete-body.*", Pattern.DOTALL);

  @Test
  void logsNoTrace(SandboxNode plivo) throws Exception {
    try (NodeProcess node = plivo.client("broken-upload").start()) {
      int before = node.log().length();

      breakOff(node, "/api/webhooks/plivo/sms");
      breakOff(node, "/api/webhooks/plivo/inbound");

      assertThat(node.api().send(Recipients.delivering(), "hello")).isNotBlank();
      assertThat(node.log().substring(before)).doesNotContain("Exception", "\tat ");
    }
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
