package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
  private static final String ID = "0198c2f4-5d1a-7c3e-8f00-1a2b3c4d5e6f";

  @ParameterizedTest
  @CsvSource({"/sms, SMS, true", "/inbound, INBOUND, false", "/voice, VOICE, true"})
  void knowsItsOwn(String path, ReportKind kind, boolean gettable) {
    assertThat(WebhookAddress.of(path)).contains(new WebhookAddress(kind, null, gettable, true));
  }

  @Test
  void namesTheAttempt() {
    assertThat(WebhookAddress.of("/sms/" + ID).orElseThrow().attemptId())
        .isEqualTo(UUID.fromString(ID));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "/", "/mms", "/smsx", "/sms/1/2", "/inbound/1", "/voice/"})
  void knowsNothingElse(String path) {
    assertThat(WebhookAddress.of(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-uuid", "1-1-1-1-1", ID + "0", ID + "05429567"})
  void knowsThatAnAddressIsNotItsOwn(String tail) {
    WebhookAddress odd = WebhookAddress.of("/sms/" + tail).orElseThrow();

    assertThat(odd.attemptId()).isNull();
    assertThat(odd.ours()).isFalse();
  }
}
