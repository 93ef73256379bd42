package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.deliveryreport.DeliveryReports;
import org.waybill.deliveryreport.Ledgers;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.StatusChanged;
import org.waybill.message.UnheardMessages;
import org.waybill.plivo.ReadResult;
import org.waybill.plivo.ReadResult.Found;
import org.waybill.plivo.ReadResult.Unavailable;
import org.waybill.plivo.ReadResult.Unknown;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class StuckMessagesTest {
  private static final Duration STUCK_AFTER = Duration.ofHours(24);
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Half an hour before New York sets its clocks back: 01:30 local time comes twice. */
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");

  private final TimeZone zone = TimeZone.getDefault();
  private final SettableClock clock = new SettableClock(T0);
  private final FiredEvents<Object> events = new FiredEvents<>();
  private final SweepSettings settings =
      new SweepSettings(
          new Settings(
              name ->
                  Optional.ofNullable(
                      Map.of(
                              "waybill.sweep.period", "PT1M",
                              "waybill.sweep.lease", "PT2M",
                              "waybill.sweep.ask-for", "PT15M")
                          .get(name))));
  private TestDatabase database;
  private Messages messages;
  private StuckMessages stuck;

  @BeforeEach
  void open() {
    database = new TestDatabase();
    messages = new Messages(database.entities(), new Lanes(database.entities()), events);
    DeliveryReports reports = Ledgers.reports(database, messages, clock);
    stuck = new StuckMessages(messages, reports, settings, clock);
  }

  @AfterEach
  void close() {
    database.close();
    TimeZone.setDefault(zone);
  }

  @Test
  void leavesAMessageAloneUntilItsDeadline() {
    submitted();
    clock.set(T0.plus(STUCK_AFTER).minusMillis(1));
    assertThat(take()).isEmpty();

    clock.set(T0.plus(STUCK_AFTER));
    assertThat(take()).hasSize(1);
  }

  @Test
  void leavesAMessageAloneThatHasItsFinalReport() {
    UUID id = submitted();
    report(id, MessageStatus.DELIVERED);
    clock.advance(STUCK_AFTER.multipliedBy(2));

    assertThat(take()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, 000, DELIVERED, ",
    "undelivered, 80, UNDELIVERED, 80",
    "failed, 40, FAILED, 40",
    "read, , DELIVERED, ",
    "rejected, , REJECTED, none"
  })
  void takesWhatPlivoSays(String state, String code, MessageStatus status, String reason) {
    UUID id = stuck();

    settle(new Found(state, code, 1, null, new BigDecimal("0.0035")));

    Message message = message(id);
    assertThat(message.status()).isEqualTo(status);
    assertThat(message.provisional()).isFalse();
    assertThat(message.reason().map(FailureReason::code)).isEqualTo(Optional.ofNullable(reason));
    assertThat(message.price().orElseThrow()).isEqualByComparingTo("0.0035");
  }

  @ParameterizedTest
  @CsvSource({"sent", "queued", "exploded"})
  void declaresFailedWhatIsNotFinalAtPlivoEither(String state) {
    UUID id = stuck();

    settle(new Found(state, null, null, null, null));

    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void declaresFailedWhatPlivoDoesNotKnow() {
    UUID id = stuck();

    settle(new Unknown());

    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void asksAgainWhilePlivoCannotAnswerAndGivesUpInTheEnd() {
    UUID id = stuck();
    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ZERO));
    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(take()).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ZERO));
    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);

    clock.advance(Duration.ofMinutes(15));
    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ZERO));
    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void asksAgainWhenPlivoWantsToBeAsked() {
    stuck();
    settle(new Unavailable(OptionalInt.of(429), "too many", Duration.ofMinutes(5)));

    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(take()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(take()).hasSize(1);
  }

  @Test
  void keepsItsTimesHoweverLongPlivoWantsToBeLeftAlone() {
    UUID id = stuck();
    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ofHours(1)));

    clock.advance(Duration.ofMinutes(15));
    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ofHours(1)));

    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void asksAsLongWhenNobodyWasThereAtTheDeadline() {
    UUID id = stuck();
    clock.advance(Duration.ofHours(2));

    settle(new Unavailable(OptionalInt.empty(), "not up yet", Duration.ZERO));
    clock.advance(Duration.ofMinutes(14));
    settle(new Unavailable(OptionalInt.empty(), "not up yet", Duration.ZERO));

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);

    clock.advance(Duration.ofMinutes(1));
    settle(new Unavailable(OptionalInt.empty(), "not up yet", Duration.ZERO));
    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void putsOffTogetherWhatIsOfAnAccountForWhichPlivoDoesNotAnswer() {
    UUID one = submitted(Drafts.ofAccount("away"));
    UUID another = submitted(Drafts.ofAccount("away"));
    UUID other = submitted();
    clock.advance(STUCK_AFTER);

    assertThat(takeWithout(Set.of("away")).stream().flatMap(Optional::stream))
        .singleElement()
        .matches(question -> question.messageId().equals(other));

    for (UUID id : List.of(one, another)) {
      assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
      assertThat(message(id).nextActionAt()).contains(clock.instant().plus(settings.period()));
    }
  }

  @Test
  void givesUpInTheEndWhatIsOfAnAccountForWhichPlivoDoesNotAnswer() {
    UUID id = submitted(Drafts.ofAccount("away"));
    clock.advance(STUCK_AFTER);
    takeWithout(Set.of("away"));
    clock.advance(Duration.ofMinutes(15));

    assertThat(takeWithout(Set.of("away"))).containsExactly(Optional.empty());

    assertDeclaredFailed(id, "no_delivery_report");
  }

  @Test
  void isCorrectedByALateReport() {
    UUID id = stuck();
    settle(new Unknown());

    report(id, MessageStatus.DELIVERED);

    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
    List<StatusChanged> changes = events.changes();
    assertThat(changes.get(changes.size() - 1).correction()).isTrue();
  }

  @Test
  void isCorrectedByAnAnswerThatComesAfterItWasGivenUp() {
    UUID id = stuck();
    Question slow = take().get(0).orElseThrow();
    clock.advance(Duration.ofMinutes(5));
    settle(new Unknown());

    database.inTransaction(
        () ->
            stuck.settle(slow, new Found("undelivered", "70", 1, null, new BigDecimal("0.0035"))));

    assertThat(message(id).status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(message(id).provisional()).isFalse();
    List<StatusChanged> changes = events.changes();
    assertThat(changes.get(changes.size() - 1).correction()).isTrue();
  }

  @Test
  void doesNotOverruleAReportThatCameWhilePlivoWasAsked() {
    UUID id = stuck();
    Question question = take().get(0).orElseThrow();
    report(id, MessageStatus.DELIVERED);

    database.inTransaction(() -> stuck.settle(question, new Unknown()));

    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void makesAnAttemptUnconfirmedWhoseLeaseRanOut() {
    UUID id = leased();
    clock.advance(LEASE);

    assertThat(take()).containsExactly(Optional.empty());

    assertThat(message(id).status()).isEqualTo(MessageStatus.UNCONFIRMED);
    assertThat(message(id).nextActionAt()).contains(clock.instant());
  }

  @ParameterizedTest
  @CsvSource({"sent, SENT", "delivered, DELIVERED"})
  void believesPlivoBeforeTheDeadlineWithoutDeclaringAnything(String state, MessageStatus status) {
    UUID id = submitted();
    clock.advance(Duration.ofMinutes(20));
    askAboutAll();

    settle(new Found(state, null, null, null, null));

    assertThat(message(id).status()).isEqualTo(status);
    assertThat(message(id).provisional()).isFalse();
    assertThat(message(id).nextActionAt())
        .isEqualTo(status.isFinal() ? Optional.empty() : Optional.of(T0.plus(STUCK_AFTER)));
  }

  @Test
  void givesAStuckMessageToOneOfTwoNodesThatSweepAtOnce() {
    stuck();
    database.inTransaction(
        () -> {
          assertThat(stuck.take(10, nobody -> false)).hasSize(1);
          assertThat(inAnotherThread(this::take)).isEmpty();
        });
    assertThat(take()).isEmpty();
  }

  @Test
  void takesAQuestionUpAgainThatItsNodeNeverAnswered() {
    stuck();
    assertThat(take()).hasSize(1);
    clock.advance(settings.lease().minusMillis(1));
    assertThat(take()).isEmpty();
    clock.advance(Duration.ofMillis(1));

    assertThat(take()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"America/New_York, Asia/Kolkata", "UTC, America/New_York", "Asia/Tokyo, UTC"})
  void keepsDeadlinesWhenTheJvmsOffsetChanges(String before, String after) {
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(before)));
    UUID id = submitted();
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(after)));

    clock.set(T0.plus(STUCK_AFTER).minusMillis(1));
    assertThat(take()).isEmpty();
    assertThat(message(id).createdAt()).isEqualTo(T0);
    clock.set(T0.plus(STUCK_AFTER));
    assertThat(take()).hasSize(1);
  }

  @Test
  void tellsTheTwoHalvesOfARepeatedHourApart() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    UUID first = submitted();
    clock.advance(Duration.ofHours(1));
    UUID second = submitted();

    clock.set(T0.plus(STUCK_AFTER));
    assertThat(take()).singleElement().matches(it -> it.orElseThrow().messageId().equals(first));
    clock.advance(Duration.ofHours(1));
    assertThat(take()).anyMatch(it -> it.orElseThrow().messageId().equals(second));
  }

  @Test
  void waitsOutAClockThatWasSetBack() {
    UUID id = submitted();
    clock.set(T0.minus(Duration.ofHours(3)));
    assertThat(take()).isEmpty();
    report(id, MessageStatus.SENT);

    clock.set(T0.plus(STUCK_AFTER));
    assertThat(take()).hasSize(1);
  }

  private void assertDeclaredFailed(UUID id, String reason) {
    Message message = message(id);
    assertThat(message.status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message.reason().map(FailureReason::code)).contains(reason);
    assertThat(message.provisional()).isTrue();
    assertThat(message.nextActionAt()).isEmpty();
  }

  private void askAboutAll() {
    UnheardMessages unheard = new UnheardMessages(database.entities());
    Instant now = clock.instant();
    database.inTransaction(() -> unheard.makeDue(now, now, now, now.plusSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
  }

  private UUID leased() {
    return leased(Drafts.draft());
  }

  private UUID leased(Draft draft) {
    Message message = Message.accept(draft, clock.instant());
    message.lease(LEASE, STUCK_AFTER, clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private UUID submitted() {
    return submitted(Drafts.draft());
  }

  private UUID submitted(Draft draft) {
    UUID id = leased(draft);
    change(
        id,
        message -> message.submitted(message.latest().id(), "uuid-" + id, 202, clock.instant()));
    return id;
  }

  private UUID stuck() {
    UUID id = submitted();
    clock.advance(STUCK_AFTER);
    return id;
  }

  private void report(UUID id, MessageStatus status) {
    DeliveryReport report =
        new DeliveryReport(null, status, null, null, null, null, Source.CALLBACK, clock.instant());
    change(id, message -> message.report(message.latest().id(), report));
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

  private List<Optional<Question>> take() {
    return takeWithout(Set.of());
  }

  private List<Optional<Question>> takeWithout(Set<String> away) {
    return database.inTransaction(() -> stuck.take(10, away::contains));
  }

  private void settle(ReadResult answer) {
    Question question = take().get(0).orElseThrow();
    database.inTransaction(() -> stuck.settle(question, answer));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }

  private static <T> T inAnotherThread(java.util.function.Supplier<T> work) {
    return java.util.concurrent.CompletableFuture.supplyAsync(work).join();
  }
}
