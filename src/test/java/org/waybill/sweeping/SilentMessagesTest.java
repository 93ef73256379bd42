package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.deliveryreport.Ledgers;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.TimelineEntry;
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

/** Messages on their way of which nothing is heard: asked about before their deadline. */
class SilentMessagesTest {
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");
  private static final Duration STUCK_AFTER = Duration.ofHours(24);
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final SweepSettings settings = new SweepSettings(new Settings(name -> Optional.empty()));
  private final Messages messages =
      new Messages(
          database.entities(),
          new Lanes(database.entities()),
          new FiredEvents<>(),
          settings.silence());
  private final StuckMessages stuck =
      new StuckMessages(messages, Ledgers.reports(database, messages, clock), settings, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void areAskedAboutAfterTheSilenceAndNotBefore() {
    submitted();

    clock.advance(SILENCE.minusMillis(1));
    assertThat(take()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(take()).hasSize(1);
  }

  @Test
  void areAskedAboutWhenNothingWasHeardSinceTheirLastReport() {
    UUID id = submitted();
    clock.advance(SILENCE.minusSeconds(1));
    report(id, MessageStatus.SENT);

    clock.advance(Duration.ofSeconds(1));
    assertThat(take()).containsExactly(Optional.empty());
    clock.advance(SILENCE.minusSeconds(1));
    assertThat(take()).singleElement().matches(Optional::isPresent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT1H"})
  void areAskedAboutAfterAnOutageAlthoughTheyWereHeardOfShortlyBefore(Duration within) {
    UUID id = submitted();
    report(id, MessageStatus.SENT);
    Instant outage = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    UnheardMessages unheard = new UnheardMessages(database.entities());
    Instant now = clock.instant();

    database.inTransaction(() -> unheard.makeDue(now, outage, now, now.plus(within)));

    clock.set(message(id).nextActionAt().orElseThrow());
    assertThat(take()).singleElement().matches(Optional::isPresent);
  }

  @Test
  void areGivenToOneOfTwoNodes() {
    submitted();
    clock.advance(SILENCE);

    database.inTransaction(
        () -> {
          assertThat(stuck.take(10, nobody -> false)).hasSize(1);
          assertThat(CompletableFuture.supplyAsync(this::take).join()).isEmpty();
        });
    assertThat(take()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"delivered, DELIVERED", "undelivered, UNDELIVERED", "failed, FAILED"})
  void endAsPlivoSays(String state, MessageStatus end) {
    UUID id = submitted();
    clock.advance(SILENCE);

    settle(new Found(state, null, 1, null, null));

    assertThat(message(id).status()).isEqualTo(end);
    assertThat(message(id).provisional()).isFalse();
    TimelineEntry last = message(id).history().entries().get(3);
    assertThat(last.source()).isEqualTo(Source.QUERY);
    assertThat(ledger(id)).asString().isEqualTo("[QUERY " + state + "]");
  }

  /** What Plivo answers in the status that the message is in, and when it is looked at next. */
  @ParameterizedTest
  @CsvSource({"SENT, sent", "QUEUED, queued", "SUBMITTED, exploded"})
  void areAskedAboutOnceInAStatusAndThenAtTheirDeadline(MessageStatus status, String answer) {
    UUID id = submitted();
    if (status != MessageStatus.SUBMITTED) {
      report(id, status);
    }
    clock.advance(SILENCE);

    settle(new Found(answer, null, null, null, null));

    assertThat(message(id).status()).isEqualTo(status);
    assertThat(message(id).nextActionAt()).contains(T0.plus(STUCK_AFTER));
    report(id, status);
    assertThat(message(id).nextActionAt()).as("no news").contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void areAskedAboutAgainInTheNextStatus() {
    UUID id = submitted();
    clock.advance(SILENCE);
    settle(new Found("queued", null, null, null, null));
    assertThat(message(id).nextActionAt()).contains(clock.instant().plus(SILENCE));

    clock.advance(SILENCE);
    settle(new Found("sent", null, null, null, null));
    assertThat(message(id).nextActionAt()).contains(clock.instant().plus(SILENCE));

    clock.advance(SILENCE);
    settle(new Found("sent", null, null, null, null));
    assertThat(message(id).nextActionAt()).contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void keepWhatAReportSaidWhilePlivoWasAsked() {
    UUID id = submitted();
    clock.advance(SILENCE);
    Question question = take().get(0).orElseThrow();
    report(id, MessageStatus.SENT);

    settle(question, new Unknown());

    assertThat(message(id).status()).isEqualTo(MessageStatus.SENT);
    assertThat(message(id).nextActionAt()).contains(clock.instant().plus(SILENCE));
  }

  @Test
  void areAskedAboutUntilPlivoAnswers() {
    UUID id = submitted();
    clock.advance(SILENCE);

    settle(new Unavailable(OptionalInt.of(503), "down", Duration.ZERO));

    assertThat(message(id).nextActionAt()).contains(clock.instant().plus(settings.period()));
    clock.advance(settings.period());
    settle(new Found("delivered", "000", 1, null, null));
    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void areNotDeclaredFailedBeforeTheirDeadline() {
    UUID id = submitted();
    clock.advance(SILENCE);

    settle(new Unknown());

    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(message(id).nextActionAt()).contains(T0.plus(STUCK_AFTER));
  }

  private UUID submitted() {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    message.lease(Duration.ofMinutes(1), STUCK_AFTER, clock.instant());
    database.inTransaction(() -> messages.add(message));
    change(
        message.id(),
        it -> it.submitted(it.latest().id(), "uuid-" + it.id(), 202, clock.instant()));
    return message.id();
  }

  private void report(UUID id, MessageStatus status) {
    DeliveryReport report =
        new DeliveryReport(null, status, null, null, null, null, Source.CALLBACK, clock.instant());
    change(id, message -> message.report(message.latest().id(), report));
  }

  private void change(UUID id, Consumer<Message> change) {
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
    return database.inTransaction(() -> stuck.take(10, nobody -> false));
  }

  private void settle(ReadResult answer) {
    settle(take().get(0).orElseThrow(), answer);
  }

  private void settle(Question question, ReadResult answer) {
    database.inTransaction(() -> stuck.settle(question, answer));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }

  private List<?> ledger(UUID id) {
    return database.inTransaction(
        () ->
            database
                .entities()
                .createNativeQuery(
                    "select source || ' ' || status from report where message_id = cast(?1 as uuid)")
                .setParameter(1, id.toString())
                .getResultList());
  }
}
