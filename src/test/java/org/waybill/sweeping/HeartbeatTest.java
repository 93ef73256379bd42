package org.waybill.sweeping;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.UnheardMessages;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class HeartbeatTest {
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");
  private static final Duration STUCK_AFTER = Duration.ofHours(24);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final UnheardMessages unheard = new UnheardMessages(database.entities());
  private final SweepSettings settings = new SweepSettings(new Settings(name -> Optional.empty()));
  private final Heartbeat heartbeat =
      new Heartbeat(new Outages(database.entities(), unheard, settings, clock), settings, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void asksAboutEveryMessageOnItsWayAfterAnOutage() {
    beat();
    Message message = submitted();
    clock.advance(Duration.ofMinutes(6));

    beat();

    assertThat(isAskedAboutSoon(message)).isTrue();
  }

  @Test
  void isNotBlindedByAClockThatWasFarAheadOnce() {
    clock.set(T0.plus(Duration.ofDays(1000)));
    beat();
    clock.set(T0);
    beat();
    Message message = submitted();
    clock.advance(Duration.ofMinutes(6));

    beat();

    assertThat(isAskedAboutSoon(message)).isTrue();
  }

  @Test
  void asksNothingWhileSomeNodeIsAtWork() {
    beat();
    Message message = submitted();
    for (int minute = 0; minute < 10; minute++) {
      clock.advance(MINUTE);
      beat();
    }

    assertThat(nextLookAt(message)).contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void letsOneOfTheNodesAskThatComeBackTogether() {
    beat();
    clock.advance(Duration.ofMinutes(6));
    beat();
    Message message = submitted();

    beat();

    assertThat(nextLookAt(message)).contains(clock.instant().plus(STUCK_AFTER));
  }

  @Test
  void knowsNoOutageBeforeItsFirstBeat() {
    Message message = submitted();
    clock.advance(Duration.ofMinutes(30));

    beat();

    assertThat(nextLookAt(message)).contains(T0.plus(STUCK_AFTER));
  }

  @ParameterizedTest
  @CsvSource({"1, false", "5, false", "6, true", "600, true"})
  void asksWhenCallbacksComeAgainAfterAnOutage(int minutes, boolean asks) {
    beat();
    hear();
    Message message = submitted();
    atWorkFor(Duration.ofMinutes(minutes));

    hear();

    assertThat(isAskedAboutSoon(message)).isEqualTo(asks);
  }

  @Test
  void asksOnceHoweverManyNodesHearTheFirstCallbacks() {
    beat();
    Message message = submitted();
    atWorkFor(Duration.ofMinutes(6));
    hear();
    askedAbout(message);

    hear();
    clock.advance(Duration.ofSeconds(3));
    hear();

    assertThat(nextLookAt(message)).contains(T0.plus(STUCK_AFTER));
  }

  @Test
  void asksThoughNoCallbackEverCameSinceTheFirstNodeWasAtWork() {
    beat();
    Message message = submitted();
    atWorkFor(Duration.ofHours(3));

    hear();

    assertThat(isAskedAboutSoon(message)).isTrue();
  }

  @Test
  void takesAQuietTimeForNoOutageOfWhatWasSentAfterIt() {
    beat();
    hear();
    atWorkFor(Duration.ofHours(3));
    Message message = submitted();
    clock.advance(Duration.ofSeconds(1));

    hear();

    assertThat(nextLookAt(message)).contains(T0.plus(Duration.ofHours(3)).plus(STUCK_AFTER));
  }

  @Test
  void leavesOutWhatWasHeardOfOrAskedAboutOrHasEnded() {
    beat();
    Message heardOf = submitted();
    Message asked = submitted();
    Message ended = submitted();
    Message silent = submitted();
    report(ended, MessageStatus.DELIVERED);
    atWorkFor(Duration.ofMinutes(8));
    report(heardOf, MessageStatus.SENT);
    askedAbout(asked);
    clock.advance(Duration.ofMinutes(2));

    hear();

    assertThat(List.of(heardOf, asked)).noneMatch(this::isAskedAboutSoon);
    assertThat(nextLookAt(ended)).isEmpty();
    assertThat(isAskedAboutSoon(silent)).isTrue();
  }

  @Test
  void neverPutsOffAQuestion() {
    beat();
    Message message = submitted();
    clock.advance(STUCK_AFTER.minusMillis(1));

    hear();

    assertThat(nextLookAt(message).orElseThrow()).isBeforeOrEqualTo(T0.plus(STUCK_AFTER));
  }

  @Test
  void spreadsTheQuestionsAsTheyCanBeAsked() {
    beat();
    List<Message> many = IntStream.range(0, 200).mapToObj(any -> submitted()).toList();
    clock.advance(Duration.ofMinutes(6));

    beat();

    Instant end = clock.instant().plusSeconds(200 / 40);
    assertThat(many).allMatch(message -> !nextLookAt(message).orElseThrow().isAfter(end));
    assertThat(many)
        .as("the middle second")
        .filteredOn(message -> isBetween(nextLookAt(message).orElseThrow(), 2, 3))
        .hasSizeBetween(15, 70);
  }

  @Test
  void asksAboutMoreThanOneStep() {
    beat();
    List<Message> many = submitted(2 * UnheardMessages.STEP + 1);
    clock.advance(Duration.ofMinutes(6));

    beat();

    Instant end = clock.instant().plusSeconds(1 + many.size() / 40);
    assertThat(many).allMatch(message -> !nextLookAt(message).orElseThrow().isAfter(end));
  }

  @Test
  void leavesAloneWhatIsDueAlready() {
    List<Message> all = submitted(3);
    makeDue();
    List<Optional<Instant>> due = all.stream().map(this::nextLookAt).toList();

    makeDue();

    assertThat(all.stream().map(this::nextLookAt)).isEqualTo(due);
  }

  @Test
  void waitsForNobodyWhoIsChangingAMessage() {
    Message changing = submitted();
    Message other = submitted();

    change(changing, any -> runAsync(this::makeDue).join());

    assertThat(nextLookAt(changing)).contains(T0.plus(STUCK_AFTER));
    assertThat(nextLookAt(other).orElseThrow()).isBeforeOrEqualTo(T0.plusSeconds(10));
  }

  @Test
  void keepsNobodyWaitingWhoseMessageIsNotInItsStep() {
    submitted(UnheardMessages.STEP);
    clock.advance(MINUTE);
    Message last = submitted();

    database.inTransaction(
        () -> {
          makeDueHere();
          runAsync(() -> change(last, found -> found.sweepNotBefore(T0))).join();
        });

    assertThat(nextLookAt(last)).contains(T0);
  }

  @Test
  void goesOnWithTheQuestionsOfANodeThatDied() {
    Outages outages = new Outages(database.entities(), unheard, settings, clock);
    beat();
    List<Message> many = submitted(UnheardMessages.STEP + 1);
    clock.advance(Duration.ofMinutes(6));
    Instant now = clock.instant();
    database.inTransaction(() -> outages.seen(Outages.Of.NODES, now, now));
    database.inTransaction(() -> outages.askOn(Outages.Of.NODES, now));

    clock.advance(Duration.ofSeconds(2));
    beat();

    Instant end = now.plusSeconds(1 + many.size() / 40);
    assertThat(many).allMatch(message -> !nextLookAt(message).orElseThrow().isAfter(end));
  }

  private void makeDue() {
    database.inTransaction(this::makeDueHere);
  }

  private void makeDueHere() {
    Instant now = clock.instant();
    unheard.makeDue(now, now, now, now.plusSeconds(10));
  }

  private boolean isBetween(Instant at, int from, int to) {
    Duration after = Duration.between(clock.instant(), at);
    return after.compareTo(Duration.ofSeconds(from)) >= 0
        && after.compareTo(Duration.ofSeconds(to)) < 0;
  }

  private void atWorkFor(Duration time) {
    Instant until = clock.instant().plus(time);
    while (clock.instant().isBefore(until)) {
      clock.advance(MINUTE);
      beat();
    }
  }

  private void beat() {
    database.inTransaction(heartbeat::beat);
  }

  private void hear() {
    database.inTransaction(() -> heartbeat.heard(clock.instant()));
  }

  private void report(Message message, MessageStatus status) {
    change(
        message,
        found ->
            found.report(
                found.latest().id(),
                new DeliveryReport(
                    null, status, null, null, null, null, Source.CALLBACK, clock.instant())));
  }

  /** And nothing final was to be had. */
  private void askedAbout(Message message) {
    change(
        message,
        found -> {
          Instant now = clock.instant();
          found.asking(now.plusSeconds(300), now.plus(Duration.ofHours(1)), now);
          found.sweepNotBefore(found.latest().deadlineAt().orElseThrow());
        });
  }

  private void change(Message message, java.util.function.Consumer<Message> change) {
    database.inTransaction(
        () ->
            messages.change(
                message.id(),
                found -> {
                  change.accept(found);
                  return found;
                }));
  }

  private boolean isAskedAboutSoon(Message message) {
    Instant at = nextLookAt(message).orElseThrow();
    return !at.isAfter(clock.instant().plusSeconds(1));
  }

  private Optional<Instant> nextLookAt(Message message) {
    return database.inTransaction(() -> messages.find(message.id()).orElseThrow().nextActionAt());
  }

  private Message submitted() {
    return submitted(1).get(0);
  }

  private List<Message> submitted(int count) {
    List<Message> all = Stream.generate(this::newlySubmitted).limit(count).toList();
    database.inTransaction(() -> messages.addAll(all));
    return all;
  }

  private Message newlySubmitted() {
    Instant now = clock.instant();
    Message message = Message.accept(Drafts.draft(), now);
    message.lease(MINUTE, STUCK_AFTER, now);
    message.submitted(message.latest().id(), "uuid-1", 202, now);
    return message;
  }
}
