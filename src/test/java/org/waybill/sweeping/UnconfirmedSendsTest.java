package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.dispatch.DispatchSettings;
import org.waybill.message.Attempt;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.sweeping.SearchResult.Absent;
import org.waybill.sweeping.SearchResult.Arrived;
import org.waybill.sweeping.SearchResult.Unclear;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class UnconfirmedSendsTest {
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "waybill.unconfirmed.lease", "PT3M",
          "waybill.dispatch.most-tries", "3",
          "waybill.dispatch.retry-base", "PT0.001S",
          "plivo.auth-id", "MAUNCONFIRMEDSENDS01",
          "plivo.auth-token", "token",
          "plivo.number", "+14155550199");

  private final SettableClock clock = new SettableClock(T0);
  private Duration stuckAfter = Duration.ofHours(24);
  private TestDatabase database;
  private Messages messages;
  private UnconfirmedSends sends;

  @BeforeEach
  void open() {
    database = new TestDatabase();
    messages =
        new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
    sends = sends("true");
  }

  private UnconfirmedSends sends(String resend) {
    Map<String, String> chosen = new HashMap<>(SETTINGS);
    chosen.put("waybill.unconfirmed.resend", resend);
    return sends(new MessageSearch(database.entities()), chosen);
  }

  private UnconfirmedSends sends(MessageSearch search, Map<String, String> chosen) {
    Settings settings = new Settings(name -> Optional.ofNullable(chosen.get(name)));
    return new UnconfirmedSends(
        messages,
        search,
        new UnconfirmedSettings(settings),
        new DispatchSettings(settings, new PlivoAccounts(settings)),
        clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void adoptsWhatPlivosLogShows() {
    UUID id = unconfirmed("+14155550101");

    settle(take(), new Arrived("uuid-1"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message(id).messageUuid()).contains("uuid-1");
    assertThat(message(id).nextActionAt()).contains(clock.instant());
  }

  @Test
  void leavesThoseOfBusyAccountsAlone() {
    unconfirmed("+14155550101");
    UUID other = unconfirmed(Drafts.ofAccount("other"));
    unconfirmed(Drafts.ofAccount("third"));

    List<UnconfirmedSend> taken =
        database.inTransaction(() -> sends.take(10, Set.of("default", "third")));

    assertThat(taken).extracting(UnconfirmedSend::messageId).containsExactly(other);
    assertThat(takeAll()).extracting(UnconfirmedSend::account).containsOnly("default", "third");
  }

  @Test
  void sendsAgainOnlyWhatWasAbsentTwiceAMinuteApart() {
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Absent());
    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(message(id).attempts()).hasSize(1);

    clock.advance(MINUTE);
    settle(take(), new Absent());

    Message message = message(id);
    assertThat(message.status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message.attempts()).hasSize(2);
    assertThat(message.attempts().get(0).reason().code()).isEqualTo("never_arrived");
    assertThat(message.attempts().get(0).provisional()).isTrue();
  }

  @Test
  @DisplayName("what Plivo never takes is not sent for ever")
  void sendsAgainAsOftenAsWhatIsTurnedAway() {
    UUID id = unconfirmed("+14155550101");
    for (int attempt = 1; attempt < 3; attempt++) {
      isAbsentTwice();
      assertThat(message(id).attempts()).hasSize(attempt + 1);
      clock.advance(MINUTE);
      change(
          id,
          message -> {
            Attempt next = message.lease(MINUTE, stuckAfter, clock.instant());
            message.unconfirmed(
                next.id(), 500, clock.instant(), Source.DISPATCHER, clock.instant());
          });
    }

    isAbsentTwice();

    Message message = message(id);
    assertThat(message.attempts()).hasSize(3);
    assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message.provisional()).isTrue();
    assertThat(message.reason().orElseThrow().code()).isEqualTo("never_arrived");
    assertThat(message.reason().orElseThrow().advice()).contains("before you retry");
  }

  @Test
  void countsAnewForWhatAClientAskedFor() {
    UUID id = unconfirmed("+14155550101");
    isAbsentTwice();
    clock.advance(Duration.ofDays(2));
    change(
        id,
        message -> {
          message.cancel(Source.CLIENT, clock.instant());
          leaseUnconfirmed(message.retry(clock.instant(), Source.CLIENT, clock.instant()), message);
        });

    isAbsentTwice();

    assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(id).attempts()).hasSize(4);
  }

  private void leaseUnconfirmed(Attempt next, Message message) {
    message.lease(MINUTE, stuckAfter, clock.instant());
    message.unconfirmed(next.id(), 500, clock.instant(), Source.DISPATCHER, clock.instant());
  }

  private void isAbsentTwice() {
    settle(take(), new Absent());
    clock.advance(MINUTE);
    settle(take(), new Absent());
  }

  @Test
  void doesNotTakeTwoLooksInQuickSuccessionForProof() {
    UUID id = unconfirmed("+14155550101");
    UnconfirmedSend send = take();
    settle(send, new Absent());
    clock.advance(MINUTE.minusMillis(1));

    settle(send, new Absent());

    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void doesNotTakeForProofALookThatWasMadeBeforeAnotherNodes() {
    UUID id = unconfirmed("+14155550101");
    UnconfirmedSend ofAFrozenNode = take();
    clock.advance(Duration.ofMinutes(3));
    settle(take(), new Absent());
    clock.advance(MINUTE);

    settle(ofAFrozenNode, new Absent());

    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void takesALookForAnEarlierTryForNoProof() {
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Absent());
    clock.advance(MINUTE.plusSeconds(2));
    UnconfirmedSend ofTheFirstTry = take();
    onceMore(id);

    settle(ofTheFirstTry, new Absent());

    assertThat(message(id).attempts()).hasSize(1);
    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
  }

  @Test
  void looksTwiceForEachTry() {
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Absent());
    onceMore(id);
    clock.advance(MINUTE);

    settle(take(), new Absent());
    assertThat(message(id).attempts()).hasSize(1);

    clock.advance(MINUTE);
    settle(take(), new Absent());
    assertThat(message(id).attempts()).hasSize(2);
  }

  /**
   * A frozen node tells at last that it kept the send back; the next try is not confirmed either.
   */
  private void onceMore(UUID id) {
    change(
        id,
        message -> {
          UUID attempt = message.latest().id();
          message.handedBack(attempt, null, clock.instant(), clock.instant());
          message.lease(MINUTE, stuckAfter, clock.instant());
          message.unconfirmed(attempt, 500, clock.instant(), Source.DISPATCHER, clock.instant());
        });
  }

  @Test
  void neverSendsAgainWhenThatIsSwitchedOff() {
    sends = sends("false");
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Absent());
    clock.advance(MINUTE);
    settle(take(), new Absent());
    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);

    clock.advance(Duration.ofHours(1));
    settle(take(), new Absent());

    assertThat(message(id).reason().map(FailureReason::code)).contains("unconfirmed_send");
    assertThat(message(id).provisional()).isTrue();
  }

  @Test
  void takesASearchUpAgainThatItsNodeNeverEnded() {
    unconfirmed("+14155550101");
    take();
    clock.advance(Duration.ofMinutes(3).minusMillis(1));
    assertThat(takeAll()).isEmpty();
    clock.advance(Duration.ofMillis(1));

    assertThat(takeAll()).hasSize(1);
  }

  @Test
  void keepsTheDeadlineThoughTheSearchingNodeDied() {
    stuckAfter = Duration.ofMinutes(2);
    unconfirmed("+14155550101");
    take();

    clock.advance(Duration.ofMinutes(2));

    assertThat(takeAll()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 60 * 25})
  @DisplayName("R5.5 also what a node left behind that was away for long has two looks")
  void provesTheAbsenceOfWhatWasFoundAfterALongOutage(int minutes) {
    Message message = Message.accept(Drafts.to("+14155550101"), clock.instant());
    message.lease(MINUTE, stuckAfter, clock.instant());
    database.inTransaction(() -> messages.add(message));
    clock.advance(Duration.ofMinutes(minutes));
    change(
        message.id(),
        found ->
            found.unconfirmed(
                found.latest().id(), null, clock.instant(), Source.SWEEPER, clock.instant()));

    clock.advance(MINUTE);
    UnconfirmedSend first = take();
    clock.advance(Duration.ofSeconds(2));
    settle(first, new Absent());
    clock.advance(MINUTE.minusMillis(1));
    assertThat(takeAll()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    settle(take(), new Absent());

    FailureReason reason = message(message.id()).attempts().get(0).reason();
    assertThat(reason.code()).isEqualTo("never_arrived");
  }

  @Test
  void givesUpWhatTheLogNeverMakesClear() {
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Unclear());
    assertThat(message(id).nextActionAt()).contains(clock.instant().plus(MINUTE));

    clock.advance(Duration.ofHours(1));
    settle(take(), new Unclear());

    assertThat(message(id).reason().map(FailureReason::code)).contains("unconfirmed_send");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "SENT", "DELIVERED", "UNDELIVERED", "FAILED"})
  void isCorrectedByALateReport(MessageStatus status) {
    UUID id = givenUp().messageId();

    report(id, status);

    assertThat(message(id).status()).isEqualTo(status);
    assertThat(message(id).provisional()).isFalse();
    assertThat(message(id).messageUuid()).contains("uuid-1");
  }

  @Test
  void isCorrectedByALookThatEndsAfterItWasGivenUp() {
    UnconfirmedSend send = givenUp();

    settle(send, new Absent());
    assertThat(message(send.messageId()).status()).isEqualTo(MessageStatus.FAILED);
    settle(send, new Arrived("uuid-1"));

    assertThat(message(send.messageId()).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message(send.messageId()).nextActionAt()).contains(clock.instant());
  }

  @Test
  void doesNotSendAgainWhatAnEarlierAttemptDelivered() {
    UUID id = givenUp().messageId();
    UUID first = message(id).latest().id();
    change(
        id,
        message -> {
          message.retry(clock.instant(), Source.CLIENT, clock.instant());
          message.lease(MINUTE, stuckAfter, clock.instant());
          UUID second = message.latest().id();
          message.unconfirmed(second, 503, clock.instant(), Source.DISPATCHER, clock.instant());
        });
    settle(take(), new Absent());
    change(id, message -> message.report(first, told(MessageStatus.DELIVERED)));
    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    clock.advance(MINUTE);

    settle(take(), new Absent());

    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message(id).attempts()).hasSize(2);
  }

  private UnconfirmedSend givenUp() {
    UUID id = unconfirmed("+14155550101");
    clock.advance(Duration.ofHours(1));
    UnconfirmedSend send = take();
    settle(send, new Unclear());
    assertThat(message(id).reason().map(FailureReason::code)).contains("unconfirmed_send");
    return send;
  }

  private void report(UUID id, MessageStatus status) {
    change(id, message -> message.report(message.latest().id(), told(status)));
  }

  private void report(UUID id, UnconfirmedSend send, MessageStatus status) {
    change(id, message -> message.report(send.attemptId(), told(status)));
  }

  private DeliveryReport told(MessageStatus status) {
    return new DeliveryReport(
        "uuid-1", status, 1, null, null, null, Source.CALLBACK, clock.instant());
  }

  @Test
  void givesUpAtTheDeadlineThatAllMessagesHave() {
    stuckAfter = Duration.ofSeconds(90);
    UUID id = unconfirmed("+14155550101");
    settle(take(), new Unclear());
    clock.advance(MINUTE);
    settle(take(), new Unclear());
    assertThat(message(id).nextActionAt()).contains(T0.plusSeconds(90));

    clock.advance(Duration.ofSeconds(30));
    settle(take(), new Unclear());

    assertThat(message(id).reason().map(FailureReason::code)).contains("unconfirmed_send");
  }

  @Test
  void doesNotAdoptWhileAnotherSendToTheSameRecipientMayOwnTheEntry() {
    UUID id = unconfirmed("+14155550101");
    UUID other = unconfirmed("+14155550101");
    UnconfirmedSend send =
        takeAll().stream().filter(it -> it.messageId().equals(id)).findAny().get();

    settle(send, new Arrived("uuid-1"));

    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(message(other).status()).isEqualTo(MessageStatus.UNCONFIRMED);
  }

  @Test
  void doesNotAdoptWhatATwinThatWasGivenUpMayOwn() {
    UUID older = unconfirmed("+14155550101");
    clock.advance(Duration.ofSeconds(20));
    UUID younger = unconfirmed("+14155550101");
    clock.set(T0.plus(Duration.ofHours(1)));
    takeAll().forEach(send -> settle(send, new Arrived("uuid-1")));
    assertThat(message(older).reason().map(FailureReason::code)).contains("unconfirmed_send");
    assertThat(message(younger).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    clock.advance(MINUTE);

    settle(take(), new Arrived("uuid-1"));

    assertThat(message(younger).messageUuid()).isEmpty();
  }

  @Test
  void adoptsAlthoughOneToTheSameRecipientWasGivenUpLongBefore() {
    givenUp();
    UUID id = unconfirmed("+14155550101");

    settle(take(), new Arrived("uuid-2"));

    assertThat(message(id).messageUuid()).contains("uuid-2");
  }

  @Test
  void doesNotAdoptWhatAnotherSendIsGivenBetweenTwoQuestions() {
    UUID id = unconfirmed("+14155550101");
    UnconfirmedSend send = take();
    Message other = Message.accept(Drafts.to("+14155550101"), clock.instant());
    other.lease(MINUTE, stuckAfter, clock.instant());
    database.inTransaction(() -> messages.add(other));
    MessageSearch betweenTwoQuestions =
        new MessageSearch(database.entities()) {
          @Override
          public boolean hasOthersWithoutUuid(Message message, Instant at, Duration around) {
            boolean others = super.hasOthersWithoutUuid(message, at, around);
            CompletableFuture.runAsync(
                    () ->
                        change(
                            other.id(),
                            named ->
                                named.submitted(
                                    named.latest().id(), "uuid-1", 202, clock.instant())))
                .join();
            return others;
          }
        };
    UnconfirmedSends racing = sends(betweenTwoQuestions, SETTINGS);

    database.inTransaction(() -> racing.settle(send, new Arrived("uuid-1")));

    assertThat(message(id).messageUuid()).isEmpty();
  }

  @Test
  void doesNotAdoptWhatBelongsToAnotherAttempt() {
    UUID known = unconfirmed("+14155550102");
    settle(take(), new Arrived("uuid-1"));
    UUID id = unconfirmed("+14155550101");

    settle(take(), new Arrived("uuid-1"));

    assertThat(message(known).messageUuid()).contains("uuid-1");
    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(database.inTransaction(() -> sends.unknownToUs(List.of("uuid-1", "uuid-2"))))
        .containsExactly("uuid-2");
  }

  @Test
  void leavesAloneWhatACallbackResolvedMeanwhile() {
    UUID id = unconfirmed("+14155550101");
    UnconfirmedSend send = take();
    settle(send, new Absent());
    clock.advance(MINUTE);
    report(id, send, MessageStatus.QUEUED);

    settle(send, new Absent());

    assertThat(message(id).status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(message(id).attempts()).hasSize(1);
  }

  @Test
  void takesTheSecondAttemptBackWhenTheFirstArrivedAfterAll() {
    UUID id = unconfirmed("+14155550101");
    UnconfirmedSend send = take();
    settle(send, new Absent());
    clock.advance(MINUTE);
    settle(take(), new Absent());

    report(id, send, MessageStatus.QUEUED);

    assertThat(message(id).status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(message(id).attempts().get(1).status()).isEqualTo(MessageStatus.CANCELLED);
  }

  private UUID unconfirmed(String to) {
    return unconfirmed(Drafts.to(to));
  }

  private UUID unconfirmed(Draft draft) {
    Message message = Message.accept(draft, clock.instant());
    message.lease(MINUTE, stuckAfter, clock.instant());
    message.unconfirmed(
        message.latest().id(), 503, clock.instant(), Source.DISPATCHER, clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private void change(UUID id, java.util.function.Consumer<Message> change) {
    database.inTransaction(
        () ->
            messages.change(
                id,
                message -> {
                  change.accept(message);
                  return message;
                }));
  }

  private UnconfirmedSend take() {
    List<UnconfirmedSend> taken = takeAll();
    assertThat(taken).hasSize(1);
    return taken.get(0);
  }

  private List<UnconfirmedSend> takeAll() {
    return database.inTransaction(() -> sends.take(10, Set.of()));
  }

  private void settle(UnconfirmedSend send, SearchResult result) {
    database.inTransaction(() -> sends.settle(send, result));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
