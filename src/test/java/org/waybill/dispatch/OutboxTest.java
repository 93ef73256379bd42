package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Priority;
import org.waybill.pacing.PacedCalls;
import org.waybill.pacing.Pacing;
import org.waybill.pacing.PacingSettings;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.plivo.SubmitResult;
import org.waybill.plivo.SubmitResult.Accepted;
import org.waybill.plivo.SubmitResult.Held;
import org.waybill.plivo.SubmitResult.KeptBack;
import org.waybill.plivo.SubmitResult.Retryable;
import org.waybill.plivo.SubmitResult.Unconfirmed;
import org.waybill.sender.SenderPools;
import org.waybill.settings.Settings;
import org.waybill.spending.Spending;
import org.waybill.spending.SpendingSettings;
import org.waybill.standing.StandingSettings;
import org.waybill.standing.StandingWatch;
import org.waybill.standing.Standings;
import org.waybill.suppression.OptOutCheck;
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
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Settings source = new Settings(name -> Optional.ofNullable(SETTINGS.get(name)));
  private final PlivoAccounts accounts = new PlivoAccounts(source);
  private final Standings standings =
      new Standings(
          database.entities(),
          new StandingSettings(source, accounts),
          new StandingWatch(),
          clock,
          new FiredEvents<>());
  private final Pacing pacing =
      new Pacing(new PacedCalls(database.entities()), new PacingSettings(source, accounts), clock);
  private final Outbox outbox =
      new Outbox(
          messages,
          new DispatchSettings(source, accounts),
          clock,
          new OptOutCheck(
              new Suppressions(database.entities(), clock), new SenderPools(accounts, source)),
          new Permits(
              pacing,
              standings,
              new Spending(database.entities(), new SpendingSettings(source, accounts), clock)),
          standings);

  @BeforeEach
  void open() {
    database.inTransaction(() -> pacing.start(null));
    database.inTransaction(() -> standings.start(null));
  }

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
    assertThat(claim()).hasSize(1);
  }

  @Test
  void readsNoMoreOftenForManyMessagesOfAClientThanForOne() {
    accepted(null, null);
    long forOne = database.questions(() -> assertThat(claim()).hasSize(1));
    clock.advance(Duration.ofSeconds(2));
    for (int message = 0; message < 5; message++) {
      accepted(null, null);
    }

    long forMany = database.questions(() -> assertThat(claim()).hasSize(5));

    assertThat(forOne).isLessThan(10);
    assertThat(forMany).isEqualTo(forOne);
  }

  @Test
  void submitsUntilJustBeforeTheMessageExpires() {
    accepted(null, T0.plusSeconds(60));
    clock.set(T0.plusSeconds(60).minusMillis(1));

    assertThat(claim()).hasSize(1);
  }

  @Test
  void failsInsteadWhatHasExpired() {
    UUID id = accepted(null, T0.plusSeconds(60));
    clock.set(T0.plusSeconds(60));

    assertThat(claim()).isEmpty();

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
    Claim claim = claim().get(0);
    assertThat(claim.isExpired(T0.plusMillis(999))).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim.isExpired(clock.instant())).isTrue();

    database.inTransaction(() -> outbox.expire(claim));

    assertExpired(id);
  }

  @Test
  void failsAPostponedMessageWhenItExpiresAndNotLater() {
    UUID id = accepted(null, T0.plusSeconds(60));
    postpone(claim().get(0), Duration.ofMinutes(10));
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

    postpone(claim().get(0), Duration.ofMinutes(10));

    assertThat(message(id).nextActionAt()).contains(sendAt.plus(Duration.ofMinutes(10)));
  }

  @Test
  void recordsAnAnswerThatComesAfterTheMessageExpired() {
    UUID id = accepted(null, T0.plusSeconds(1));
    Claim claim = claim().get(0);
    clock.advance(Duration.ofSeconds(5));

    record(claim, new Accepted("uuid-1", 202));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
  }

  @Test
  void ignoresTheOutcomeOfAnEarlierTry() {
    UUID id = accepted(null, null);
    Claim first = claim().get(0);
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
    Claim first = claim().get(0);
    postpone(first, Duration.ofSeconds(1));

    record(first, new Accepted("uuid-1", 202));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message(id).messageUuid()).contains("uuid-1");
  }

  @Test
  void givesBackWhatSurelyDidNotLeave() {
    UUID id = accepted(null, null);
    Claim claim = claim().get(0);

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

    assertThat(claim(1)).extracting(Claim::messageId).containsExactly(urgent);
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

    assertThat(claim()).isEmpty();

    assertThat(message(id).reason().map(FailureReason::code)).contains("suppressed");
  }

  @Test
  void burnsNothingWhileTheAccountIsHeld() {
    UUID id = accepted(null, null);
    accepted(null, null);
    Claim first = claim(1).get(0);

    record(first, new Held(401, "wrong token"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).latest().failures()).isZero();
    assertThat(claim()).as("held").isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(claim()).as("one probe").hasSize(1);
    assertThat(claim()).as("at a time").isEmpty();
  }

  @Test
  void takesATimeOnHoldForNoFailure() {
    UUID id = accepted(null, null);
    record(claim(1).get(0), new Held(401, "wrong token"));
    clock.advance(Duration.ofHours(25));

    record(claim().get(0), new Retryable(OptionalInt.of(429), Duration.ZERO, "slow down"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).latest().failingSince()).contains(clock.instant());
  }

  @Test
  @DisplayName(
      "standing R13.4 what waits after a failure for its account to be mended fails no longer")
  void takesATimeOnHoldAfterAFailureForNoFailure() {
    UUID id = accepted(null, null);
    record(claim(1).get(0), new Retryable(OptionalInt.of(429), Duration.ZERO, "slow down"));
    clock.advance(Duration.ofMinutes(1));
    record(claim(1).get(0), new Held(401, "wrong token"));
    clock.advance(Duration.ofHours(25));

    record(claim().get(0), new Retryable(OptionalInt.of(429), Duration.ZERO, "slow down"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).latest().failures()).isEqualTo(2);
  }

  @Test
  void goesOnWithAllWhenTheProbeIsTaken() {
    accepted(null, null);
    accepted(null, null);
    record(claim(1).get(0), new Held(401, "wrong token"));
    clock.advance(Duration.ofMinutes(1));

    record(claim().get(0), new Accepted("uuid-1", 202));

    assertThat(claim()).hasSize(1);
  }

  @Test
  void opensTheBreakerAfterARunOfSendsWithoutAnswer() {
    for (int send = 0; send < 11; send++) {
      accepted(null, null);
      clock.advance(Duration.ofSeconds(1));
    }
    for (int send = 0; send < 10; send++) {
      record(claim(1).get(0), new Unconfirmed(OptionalInt.of(503), "unavailable"));
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(claim()).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(claim()).hasSize(1);
  }

  @Test
  void costsNoTryToKeepARequestBack() {
    UUID id = accepted(null, null);

    record(claim().get(0), new KeptBack("the lease was over"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).latest().failures()).isZero();
    assertThat(message(id).nextActionAt()).contains(clock.instant());
  }

  @Test
  void letsEveryClientHaveItsTurn() {
    for (int message = 0; message < 40; message++) {
      acceptedOf("greedy", Priority.NORMAL);
    }
    clock.advance(Duration.ofSeconds(1));
    UUID one = acceptedOf("modest", Priority.NORMAL);

    assertThat(claim(5)).extracting(Claim::messageId).contains(one);
  }

  @Test
  void sharesTheAccountEvenly() {
    for (int message = 0; message < 40; message++) {
      acceptedOf("greedy", Priority.NORMAL);
    }
    for (int message = 0; message < 10; message++) {
      acceptedOf("modest", Priority.NORMAL);
    }
    int modest = 0;
    for (int claims = 0; claims < 10; claims++) {
      clock.advance(Duration.ofSeconds(1));
      modest += claim(1).stream().filter(claim -> client(claim).equals("modest")).count();
    }

    assertThat(modest).isEqualTo(5);
  }

  @Test
  void doesNotLetUrgentMessagesOfOneClientStopAnother() {
    for (int message = 0; message < 40; message++) {
      acceptedOf("urgent", Priority.HIGH);
    }
    UUID one = acceptedOf("modest", Priority.NORMAL);

    assertThat(claim(5)).extracting(Claim::messageId).contains(one);
  }

  @Test
  @DisplayName("R3.6 who has claimed all that is due does not look again")
  void knowsThatNothingIsLeft() {
    acceptedOf("modest", Priority.NORMAL);
    acceptedOf("other", Priority.HIGH);

    assertThat(claims(5).more()).isFalse();
    assertThat(claims(5).more()).isFalse();
  }

  @Test
  @DisplayName("R3.6 who has claimed as much as may go looks again")
  void knowsThatThereMayBeMore() {
    acceptedOf("modest", Priority.NORMAL);
    acceptedOf("modest", Priority.NORMAL);

    assertThat(claims(1).more()).isTrue();
  }

  @Test
  @DisplayName(
      "R3.6 who has claimed less than may go looks again for those who had but their share")
  void knowsThatAShareWasTooSmall() {
    for (int message = 0; message < 4; message++) {
      acceptedOf("greedy", Priority.NORMAL);
    }
    acceptedOf("modest", Priority.NORMAL);

    Claims found = claims(4);
    assertThat(found.claims()).hasSize(3);
    assertThat(found.more()).isTrue();
    assertThat(claims(4).claims()).hasSize(2);
  }

  @Test
  @DisplayName("R3.6 who has claimed a client's urgent messages looks again for its ordinary ones")
  void knowsOfThoseThatWaitedForUrgentOnes() {
    acceptedOf("urgent", Priority.HIGH);
    acceptedOf("urgent", Priority.NORMAL);

    Claims found = claims(5);
    assertThat(found.claims()).hasSize(1);
    assertThat(found.more()).isTrue();
  }

  @Test
  @DisplayName("R3.6 who could take nothing does not look again at once")
  void waitsForWhatIsLocked() throws Exception {
    UUID urgent = acceptedOf("urgent", Priority.HIGH);
    acceptedOf("urgent", Priority.NORMAL);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> database.inTransaction(() -> lockUntil(urgent, locked, looked)));
    locked.await();

    Claims found = claims(5);
    looked.countDown();
    other.get();

    assertThat(found.claims()).isEmpty();
    assertThat(found.more()).isFalse();
  }

  private void lockUntil(UUID id, CountDownLatch locked, CountDownLatch until) {
    database.entities().find(Message.class, id, LockModeType.PESSIMISTIC_WRITE);
    locked.countDown();
    try {
      until.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  private String client(Claim claim) {
    return message(claim.messageId()).client();
  }

  private UUID acceptedOf(String client, Priority priority) {
    Message message = Message.accept(Drafts.of(client, priority), clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
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

  private List<Claim> claim() {
    return claim(10);
  }

  private List<Claim> claim(int most) {
    return claims(most).claims();
  }

  private Claims claims(int most) {
    return database.inTransaction(() -> outbox.claim("default", most));
  }

  private void postpone(Claim claim, Duration retryAfter) {
    record(claim, new Retryable(OptionalInt.of(429), retryAfter, "too fast"));
  }

  private void record(Claim claim, SubmitResult result) {
    database.inTransaction(() -> outbox.record(claim, result));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
