package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.message.DeliveryReport;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Source;
import org.waybill.settings.SettingException;
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
    assertThat(POLICY.mayFollow(message, NOW)).isFalse();
  }

  @Test
  void countsOnlyAttemptsThatTheCarrierCouldNotDeliver() {
    Message message = undelivered("70", null);
    message.retry(NOW, Source.CLIENT, NOW);
    fail(message, "80");

    assertThat(POLICY.nextAttempt(message, NOW)).contains(NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void doesNotRepeatWhatWasTakenBack() {
    Message message = undelivered("80", null);
    message.retry(NOW, Source.DISPATCHER, NOW);
    message.cancel(Source.CLIENT, NOW);

    assertThat(message.status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(POLICY.nextAttempt(message, NOW)).isEmpty();
  }

  @Test
  void doesNotFollowAnExpiryThatHasComeMeanwhile() {
    Message message = undelivered("80", NOW.plusSeconds(400));

    assertThat(POLICY.mayFollow(message, NOW.plusSeconds(399))).isTrue();
    assertThat(POLICY.mayFollow(message, NOW.plusSeconds(400))).isFalse();
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
  void followsAfterMinutesWhenNothingIsSet() {
    assertThat(policy(Map.of())).isEqualTo(POLICY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "NONE", " none "})
  void isSwitchedOffByAWord(String none) {
    CarrierRetryPolicy off = policy(Map.of("waybill.carrier-retry.delays", none));

    assertThat(off.nextAttempt(undelivered("80", null), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M,PT1M,PT1M,PT1M", "none,PT1M", "never"})
  void refusesWhatCannotBeMeant(String delays) {
    assertThatThrownBy(() -> policy(Map.of("waybill.carrier-retry.delays", delays)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("waybill.carrier-retry.delays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "20;80", "20,x", "-1", "20000"})
  void refusesWhatIsNoCode(String codes) {
    assertThatThrownBy(() -> policy(Map.of("waybill.carrier-retry.codes", codes)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("waybill.carrier-retry.codes");
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
