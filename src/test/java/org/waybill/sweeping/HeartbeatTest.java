package org.waybill.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class HeartbeatTest {
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");
  private static final Duration STUCK_AFTER = Duration.ofHours(24);

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Heartbeat heartbeat =
      new Heartbeat(
          database.entities(),
          messages,
          new SweepSettings(new Settings(name -> Optional.empty())),
          clock);

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

    assertThat(nextLookAt(message)).contains(clock.instant());
  }

  @Test
  void asksNothingWhileSomeNodeIsAtWork() {
    beat();
    Message message = submitted();
    for (int minute = 0; minute < 10; minute++) {
      clock.advance(Duration.ofMinutes(1));
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

  private void beat() {
    database.inTransaction(heartbeat::beat);
  }

  private Optional<Instant> nextLookAt(Message message) {
    return database.inTransaction(() -> messages.find(message.id()).orElseThrow().nextActionAt());
  }

  private Message submitted() {
    Instant now = clock.instant();
    Message message = Message.accept(Drafts.draft(), now);
    message.lease(Duration.ofMinutes(1), STUCK_AFTER, now);
    message.submitted(message.latest().id(), "uuid-1", 202, now);
    database.inTransaction(() -> messages.add(message));
    return message;
  }
}
