package org.plivosandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlivoJsonTest {
  private final PlivoJson json = new PlivoJson();

  @Test
  @DisplayName("S4.1: by the callback's address a caller knows which of its sends it was")
  void showsWhereTheCallbacksOfAnAcceptedSendGo() {
    String url = "http://127.0.0.1:8080/api/webhooks/plivo/sms/0198c0de";

    assertThat(accepted(Sends.valid().with("url", url))).contains("\"url\":\"" + url + '"');
    assertThat(accepted(Sends.valid())).contains("\"url\":null");
  }

  private String accepted(Sends sends) {
    SandboxMessage message =
        SandboxMessage.accepted(
            sends.request(), "14155550555", Behaviour.DELIVERS, "127.0.0.1", Instant.EPOCH);
    return json.accepted(1, List.of(message));
  }
}
