package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.message.Attempt;
import org.waybill.message.Draft;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class SetBackClockTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant AHEAD = T0.plus(Duration.ofHours(1));

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final SetBackClock setBack = new SetBackClock(messages, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R3.7 what a clock accepted that was ahead goes once it is set right")
  void letsGoWhatWasToBeSentAtOnce() {
    UUID atOnce = accepted(Drafts.draft(), AHEAD);
    UUID later = accepted(Drafts.timed(AHEAD.plusSeconds(1), null), AHEAD);
    UUID ordinary = accepted(Drafts.draft(), T0.plusSeconds(30));
    UUID turnedAway = accepted(Drafts.draft(), AHEAD);
    database.inTransaction(
        () ->
            messages.change(
                turnedAway,
                message -> {
                  Attempt attempt = message.lease(MINUTE, MINUTE, AHEAD);
                  message.postponed(attempt.id(), 429, AHEAD.plus(MINUTE), AHEAD);
                  return message;
                }));

    assertThat(letGo()).isOne();

    assertThat(message(turnedAway).nextActionAt()).contains(AHEAD.plus(MINUTE));
    assertThat(message(atOnce).nextActionAt()).contains(T0);
    assertThat(message(later).nextActionAt()).contains(AHEAD.plusSeconds(1));
    assertThat(message(ordinary).nextActionAt()).contains(T0.plusSeconds(30));
    assertThat(letGo()).isZero();
  }

  private int letGo() {
    return database.inTransaction(setBack::letGo);
  }

  private UUID accepted(Draft draft, Instant at) {
    Message message = Message.accept(draft, at);
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
