package org.waybill.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.sender.SenderPools;
import org.waybill.settings.Settings;
import org.waybill.spending.CapReached;
import org.waybill.spending.Caps;
import org.waybill.suppression.SuppressionList;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class ChangesTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Draft ORDINARY = Drafts.timed(null, null);
  private static final FailureReason WHY = new FailureReason("40", "name", "advice");

  private static final Map<String, String> ACCOUNT =
      Map.of(
          "plivo.auth-id", "MA1234567890ABCDEFGH",
          "plivo.auth-token", "token",
          "plivo.number", "+14155550199");

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Settings settings = new Settings(name -> Optional.ofNullable(ACCOUNT.get(name)));
  private final SuppressionList optOuts =
      new SuppressionList(database, clock, new SenderPools(new PlivoAccounts(settings), settings));
  private final Changes changes =
      new Changes(
          messages,
          clock,
          Caps.messages(2, database, clock),
          optOuts.check(),
          new PlivoAccounts(settings));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesBackAnAcceptedMessageOnce() {
    UUID id = accepted(ORDINARY);

    assertThat(cancel(id).getString("status")).isEqualTo("cancelled");
    assertRefused("not-cancellable", "It is cancelled; only", () -> cancel(id));

    assertThat(message(id).status()).isEqualTo(MessageStatus.CANCELLED);
    assertThat(message(id).history().entries()).hasSize(2);
    assertThat(message(id).nextActionAt()).isEmpty();
  }

  @Test
  void doesNotTakeBackWhatIsOnItsWay() {
    UUID id = accepted(ORDINARY);
    lease(id);

    assertRefused("not-cancellable", "It is submitting; only", () -> cancel(id));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTING);
  }

  @Test
  void opensANewAttemptOfAFailedMessageOnceOnly() {
    UUID id = failed(ORDINARY);

    assertThat(retry(id).attempts()).hasSize(2);
    assertRefused("not-retryable", "It is accepted; only", () -> retry(id));

    assertThat(message(id).attempts()).hasSize(2);
    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).nextActionAt()).contains(clock.instant());
  }

  @Test
  void showsEachStepOnceWhereTheChangeIsNotYetCommitted() {
    UUID id = failed(ORDINARY);
    List<String> shown = new ArrayList<>();

    database.inTransaction(
        () ->
            changes.retry(
                id,
                retried ->
                    retried.history().entries().stream()
                        .map(entry -> entry.attempt() + " " + entry.status().word())
                        .forEach(shown::add)));

    assertThat(shown).containsExactly("1 accepted", "1 submitting", "1 failed", "2 accepted");
  }

  @Test
  void opensNoAttemptThatCannotKeepItsPromise() {
    UUID id = failed(ORDINARY);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database.inTransaction(
                    () ->
                        changes.retry(
                            id,
                            retried -> {
                              throw new IllegalStateException("the key was taken over");
                            })));

    assertThat(message(id).attempts()).hasSize(1);
    assertThat(message(id).status()).isEqualTo(MessageStatus.FAILED);
  }

  @Test
  void opensNoAttemptWhenTheAccountMaySendNoMoreToday() {
    retry(failed(ORDINARY));
    retry(failed(ORDINARY));
    UUID id = failed(ORDINARY);

    assertThatExceptionOfType(CapReached.class).isThrownBy(() -> retry(id));

    assertThat(message(id).status()).isEqualTo(MessageStatus.FAILED);
  }

  @Test
  void goesBackToWhereItStoodWhenTheNewAttemptIsTakenBack() {
    UUID id = failed(ORDINARY);
    retry(id);

    assertThat(cancel(id).getString("status")).isEqualTo("failed");

    assertThat(message(id).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message(id).nextActionAt()).isEmpty();
    assertRefused("not-cancellable", "It is failed; only", () -> cancel(id));
    retry(id);
    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
  }

  @Test
  void doesNotRetryWhatHasExpired() {
    UUID id = failed(Drafts.timed(null, T0.plusSeconds(60)));
    clock.set(T0.plusSeconds(60));

    assertRefused("not-retryable", "expiresAt has passed", () -> retry(id));

    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void doesNotRetryWhatItsRecipientDoesNotWant() {
    UUID id = failed(ORDINARY);
    optOuts.add(message(id).from(), message(id).to());

    assertRefused("suppressed", "STOP", () -> retry(id));

    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void doesNotRetryForAnAccountThatHasLeftTheSettings() {
    UUID id = failed(Drafts.ofAccount("former"));

    assertRefused("not-retryable", "account former", () -> retry(id));

    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void knowsOnlyWhatThereIs() {
    UUID nobody = UUID.randomUUID();
    assertRefused("not-found", "no message", () -> cancel(nobody));
    assertRefused("not-found", "no message", () -> retry(nobody));
  }

  private static void assertRefused(String type, String detail, ThrowingCallable asked) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(asked)
        .satisfies(refused -> assertThat(refused.problem().type()).isEqualTo(type))
        .satisfies(refused -> assertThat(refused.problem().detail()).contains(detail));
  }

  private UUID accepted(Draft draft) {
    Message message = Message.accept(draft, clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private UUID failed(Draft draft) {
    UUID id = accepted(draft);
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

  private JsonObject cancel(UUID id) {
    return database.inTransaction(() -> changes.cancel(id));
  }

  private Message retry(UUID id) {
    return database.inTransaction(() -> changes.retry(id, retried -> {}));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
