package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.settings.Settings;
import org.waybill.suppression.Suppressions;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class OutboxTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Map<String, String> SETTINGS =
      Map.of("plivo.auth-id", "MA1234567890ABCDEFGH", "plivo.auth-token", "token");

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages = new Messages(database.entities(), new FiredEvents<>());
  private final Settings source = new Settings(name -> Optional.ofNullable(SETTINGS.get(name)));
  private final Outbox outbox =
      new Outbox(
          messages,
          new DispatchSettings(source, new PlivoAccounts(source)),
          clock,
          new Suppressions(database.entities(), clock));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void leavesAMessageAloneUntilItIsToBeSent() {
    accepted(T0.plusSeconds(60), null);
    clock.set(T0.plusSeconds(60).minusMillis(1));
    assertThat(claim()).isEmpty();

    clock.set(T0.plusSeconds(60));
    assertThat(claim()).hasSize(1).allMatch(Optional::isPresent);
  }

  @Test
  void submitsUntilJustBeforeTheMessageExpires() {
    accepted(null, T0.plusSeconds(60));
    clock.set(T0.plusSeconds(60).minusMillis(1));

    assertThat(claim()).hasSize(1).allMatch(Optional::isPresent);
  }

  @Test
  void failsInsteadWhatHasExpired() {
    UUID id = accepted(null, T0.plusSeconds(60));
    clock.set(T0.plusSeconds(60));

    assertThat(claim()).containsExactly(Optional.empty());

    assertExpired(id);
    assertThat(message(id).latest().tries()).isZero();
    assertThat(claim()).isEmpty();
  }

  @Test
  void failsWhatIsFoundExpiredDaysLater() {
    UUID id = accepted(T0.plusSeconds(10), T0.plusSeconds(60));
    clock.advance(Duration.ofDays(3));

    claim();

    assertExpired(id);
  }

  @Test
  void failsWhatExpiresBetweenClaimAndCall() {
    UUID id = accepted(null, T0.plusSeconds(1));
    Claim claim = claim().get(0).orElseThrow();
    assertThat(claim.isExpired(T0.plusMillis(999))).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim.isExpired(clock.instant())).isTrue();

    database.inTransaction(() -> outbox.expire(claim));

    assertExpired(id);
  }

  @Test
  void failsAPostponedMessageWhenItExpiresAndNotLater() {
    UUID id = accepted(null, T0.plusSeconds(60));
    postpone(claim().get(0).orElseThrow(), Duration.ofMinutes(10));
    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).nextActionAt()).contains(T0.plusSeconds(60));

    clock.set(T0.plusSeconds(60));
    claim();

    assertExpired(id);
  }

  @Test
  void countsTheAgeOfAMessageThatWasToWaitFromItsSendAt() {
    Instant sendAt = T0.plus(Duration.ofDays(30));
    UUID id = accepted(sendAt, null);
    clock.set(sendAt);

    postpone(claim().get(0).orElseThrow(), Duration.ofMinutes(10));

    assertThat(message(id).nextActionAt()).contains(sendAt.plus(Duration.ofMinutes(10)));
  }

  @Test
  void recordsAnAnswerThatComesAfterTheMessageExpired() {
    UUID id = accepted(null, T0.plusSeconds(1));
    Claim claim = claim().get(0).orElseThrow();
    clock.advance(Duration.ofSeconds(5));

    database.inTransaction(() -> outbox.record(claim, new Accepted("uuid-1", 202)));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
  }

  @Test
  void ignoresTheOutcomeOfAnEarlierTry() {
    UUID id = accepted(null, null);
    Claim first = claim().get(0).orElseThrow();
    postpone(first, Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(2));
    claim();

    postpone(first, Duration.ofSeconds(1));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTING);
    assertThat(message(id).latest().tries()).isEqualTo(2);
  }

  @Test
  void takesAUuidWheneverItComes() {
    UUID id = accepted(null, null);
    Claim first = claim().get(0).orElseThrow();
    postpone(first, Duration.ofSeconds(1));

    database.inTransaction(() -> outbox.record(first, new Accepted("uuid-1", 202)));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message(id).messageUuid()).contains("uuid-1");
  }

  @Test
  void givesBackWhatSurelyDidNotLeave() {
    UUID id = accepted(null, null);
    Claim claim = claim().get(0).orElseThrow();

    database.inTransaction(() -> outbox.giveBack(claim));

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void takesHighPriorityFirst() {
    accepted(null, null);
    UUID urgent =
        database.inTransaction(
            () -> {
              Message message = Message.accept(Drafts.urgent(), clock.instant());
              messages.add(message);
              return message.id();
            });

    List<Optional<Claim>> first = database.inTransaction(() -> outbox.claim(1));

    assertThat(first).singleElement().matches(it -> it.orElseThrow().messageId().equals(urgent));
  }

  @Test
  void doesNotSubmitToWhoeverOptedOutMeanwhile() {
    UUID id = accepted(null, null);
    Message message = message(id);
    database.inTransaction(
        () ->
            database
                .entities()
                .createNativeQuery(
                    "insert into suppression (id, sender, recipient, source, created_at)"
                        + " values (random_uuid(), ?1, ?2, 'STOP', current_timestamp)")
                .setParameter(1, message.from())
                .setParameter(2, message.to())
                .executeUpdate());

    assertThat(claim()).containsExactly(Optional.empty());

    assertThat(message(id).reason().map(FailureReason::code)).contains("suppressed");
  }

  private void assertExpired(UUID id) {
    assertThat(message(id).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message(id).reason().map(FailureReason::code)).contains("expired");
    assertThat(message(id).provisional()).isFalse();
    assertThat(message(id).nextActionAt()).isEmpty();
  }

  private UUID accepted(Instant sendAt, Instant expiresAt) {
    Message message = Message.accept(Drafts.timed(sendAt, expiresAt), clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private List<Optional<Claim>> claim() {
    return database.inTransaction(() -> outbox.claim(10));
  }

  private void postpone(Claim claim, Duration retryAfter) {
    Retryable later = new Retryable(OptionalInt.of(429), retryAfter, "too fast", false);
    database.inTransaction(() -> outbox.record(claim, later));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
