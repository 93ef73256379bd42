package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.message.DeliveryReport;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Source;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;

class CarrierRetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final CarrierRetryPolicy POLICY =
      policy(Map.of("waybill.carrier-retry.delays", "PT5M,PT30M,PT2H"));

  @ParameterizedTest
  @CsvSource({"20, true", "80, true", "200, false", "70, false", "30, false", "none, false"})
  void opensANewAttemptForWhatPasses(String code, boolean again) {
    assertThat(POLICY.nextAttempt(undelivered(code, null), NOW).isPresent()).isEqualTo(again);
  }

  @Test
  void waitsLongerEachTimeAndStopsAfterTheLast() {
    Message message = undelivered("80", null);
    for (int minutes : new int[] {5, 30, 120}) {
      Optional<Instant> next = POLICY.nextAttempt(message, NOW);
      assertThat(next).contains(NOW.plus(Duration.ofMinutes(minutes)));
      message.retry(next.orElseThrow(), Source.DISPATCHER, NOW);
      fail(message, "80");
    }
    assertThat(POLICY.nextAttempt(message, NOW)).isEmpty();
  }

  @Test
  void neverPassesTheMessagesExpiry() {
    assertThat(POLICY.nextAttempt(undelivered("80", NOW.plusSeconds(300)), NOW)).isEmpty();
    assertThat(POLICY.nextAttempt(undelivered("80", NOW.plusSeconds(301)), NOW)).isPresent();
  }

  @Test
  void neverSendsToWhoeverOptedOutWhateverTheSettingsSay() {
    CarrierRetryPolicy careless =
        policy(
            Map.of("waybill.carrier-retry.codes", "200", "waybill.carrier-retry.delays", "PT5M"));

    assertThat(careless.nextAttempt(undelivered("200", null), NOW)).isEmpty();
  }

  @Test
  void isOffWithoutDelays() {
    assertThat(policy(Map.of()).nextAttempt(undelivered("80", null), NOW)).isEmpty();
  }

  private static CarrierRetryPolicy policy(Map<String, String> settings) {
    return CarrierRetryPolicy.from(new Settings(name -> Optional.ofNullable(settings.get(name))));
  }

  private static Message undelivered(String code, Instant expiresAt) {
    Message message = Message.accept(Drafts.timed(null, expiresAt), NOW);
    fail(message, code);
    return message;
  }

  private static void fail(Message message, String code) {
    message.lease(Duration.ofMinutes(1), Duration.ofHours(24), NOW);
    message.report(
        message.latest().id(),
        new DeliveryReport(
            null,
            MessageStatus.UNDELIVERED,
            null,
            new FailureReason(code, "n", "a"),
            null,
            null,
            Source.CALLBACK,
            NOW));
  }
}
