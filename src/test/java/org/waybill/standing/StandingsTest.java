package org.waybill.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class StandingsTest {
  private static final String ACCOUNT = "default";
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final FiredEvents<StandingChanged> changes = new FiredEvents<>();
  private final StandingWatch watch = new StandingWatch();
  private final Settings settings =
      new Settings(
          name ->
              Optional.ofNullable(
                  Map.of("plivo.auth-id", "MA0123456789ABCDEFGH", "plivo.auth-token", "token")
                      .get(name)));
  private final Standings standings =
      new Standings(
          database.entities(),
          new StandingSettings(settings, new PlivoAccounts(settings)),
          watch,
          clock,
          changes);

  @BeforeEach
  void open() {
    changes.observe(watch::saw);
    database.inTransaction(() -> standings.open(ACCOUNT));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R13.4 a hold ends with the first that went to the carrier of those sent after it")
  void endsAHoldByTheOnlyNewSendAmongMany() {
    List<Message> before = claimed(3);
    clock.advance(Duration.ofSeconds(1));
    hold();
    learnSent(before);
    assertThat(watch.is(ACCOUNT, Condition.HELD)).isTrue();

    clock.advance(Duration.ofSeconds(1));
    List<Message> after = claimed(1);
    learnSent(Stream.concat(before.stream(), after.stream()).toList());

    assertThat(watch.is(ACCOUNT, Condition.WORKING)).isTrue();
  }

  @Test
  void asksAsOftenForABacklogAsForOneReportWhileAnAccountIsHeld() {
    List<Message> before = claimed(50);
    clock.advance(Duration.ofSeconds(1));
    hold();

    long forOne = database.questions(() -> learnSent(before.subList(0, 1)));
    long forMany = database.questions(() -> learnSent(before));

    assertThat(forMany).isEqualTo(forOne);
  }

  private void hold() {
    Message refused = claimed(1).get(0);
    database.inTransaction(
        () -> standings.refused(ACCOUNT, refused.latest().id(), Cause.NO_CREDIT));
  }

  private void learnSent(List<Message> messages) {
    StatusChanges news = new StatusChanges(messages.stream().map(this::sent).toList());
    database.inTransaction(() -> standings.learn(news));
  }

  private StatusChanged sent(Message message) {
    return new StatusChanged(
        message.id(),
        message.latest().id(),
        ACCOUNT,
        MessageStatus.SUBMITTED,
        MessageStatus.SENT,
        null,
        false,
        clock.instant());
  }

  private List<Message> claimed(int count) {
    List<Message> all = Stream.generate(this::newlyClaimed).limit(count).toList();
    Messages messages =
        new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
    database.inTransaction(() -> messages.addAll(all));
    return all;
  }

  private Message newlyClaimed() {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    message.lease(Duration.ofMinutes(1), Duration.ofHours(1), clock.instant());
    return message;
  }
}
