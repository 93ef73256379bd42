package org.waybill.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class ChangesTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final FailureReason WHY = new FailureReason("40", "name", "advice");

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Changes changes = new Changes(messages, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesBackAnAcceptedMessageAndSaysSoAgain() {
    UUID id = accepted(null);

    assertThat(cancel(id).made()).isTrue();
    assertThat(cancel(id).made()).isTrue();

    assertThat(message(id).status()).isEqualTo(MessageStatus.CANCELLED);
    assertThat(message(id).history().entries()).hasSize(2);
    assertThat(message(id).nextActionAt()).isEmpty();
  }

  @Test
  void doesNotTakeBackWhatIsOnItsWay() {
    UUID id = accepted(null);
    lease(id);

    Changes.Change change = cancel(id);

    assertThat(change.made()).isFalse();
    assertThat(change.status()).isEqualTo(MessageStatus.SUBMITTING);
    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTING);
  }

  @Test
  void opensANewAttemptOfAFailedMessageOnceOnly() {
    UUID id = failed(null);

    assertThat(retry(id).made()).isTrue();
    assertThat(retry(id).made()).isFalse();

    assertThat(message(id).attempts()).hasSize(2);
    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).nextActionAt()).contains(clock.instant());
  }

  @Test
  void goesBackToWhereItStoodWhenTheNewAttemptIsTakenBack() {
    UUID id = failed(null);
    retry(id);

    assertThat(cancel(id).made()).isTrue();

    assertThat(message(id).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message(id).nextActionAt()).isEmpty();
    assertThat(cancel(id).made()).isFalse();
    assertThat(retry(id).made()).isTrue();
  }

  @Test
  void doesNotRetryWhatHasExpired() {
    UUID id = failed(T0.plusSeconds(60));
    clock.set(T0.plusSeconds(60));

    Changes.Change change = retry(id);

    assertThat(change.made()).isFalse();
    assertThat(change.expired()).isTrue();
    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void knowsOnlyWhatThereIs() {
    UUID nobody = UUID.randomUUID();
    assertThat(database.inTransaction(() -> changes.cancel(nobody))).isEmpty();
    assertThat(database.inTransaction(() -> changes.retry(nobody))).isEmpty();
  }

  private UUID accepted(Instant expiresAt) {
    Message message = Message.accept(Drafts.timed(null, expiresAt), clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private UUID failed(Instant expiresAt) {
    UUID id = accepted(expiresAt);
    lease(id);
    database.inTransaction(
        () ->
            messages.change(
                id,
                message -> {
                  message.refused(message.latest().id(), WHY, 400, clock.instant());
                  return id;
                }));
    return id;
  }

  private void lease(UUID id) {
    Duration day = Duration.ofDays(1);
    database.inTransaction(
        () -> messages.change(id, message -> message.lease(day, day, clock.instant())));
  }

  private Changes.Change cancel(UUID id) {
    return database.inTransaction(() -> changes.cancel(id)).orElseThrow();
  }

  private Changes.Change retry(UUID id) {
    return database.inTransaction(() -> changes.retry(id)).orElseThrow();
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
