package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class ExpiriesTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Expiries expiries = new Expiries(messages, clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void failWhatNobodySubmitsInTime() {
    UUID code = accepted(Drafts.timed(null, T0.plus(LIFE)));
    UUID scheduled = accepted(Drafts.timed(T0.plus(LIFE), T0.plus(LIFE).plusSeconds(1)));
    UUID patient = accepted(Drafts.draft());
    clock.advance(LIFE.minusMillis(1));
    assertThat(fail()).isZero();
    clock.advance(Duration.ofMillis(1));

    assertThat(fail()).isOne();

    assertThat(message(code).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(message(code).reason().map(FailureReason::code)).contains("expired");
    assertThat(message(code).nextActionAt()).isEmpty();
    assertThat(message(scheduled).status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(message(patient).status()).isEqualTo(MessageStatus.ACCEPTED);
  }

  @Test
  void leaveAloneWhatIsSubmitted() {
    UUID id = accepted(Drafts.timed(null, T0.plus(LIFE)));
    database.inTransaction(
        () -> messages.change(id, message -> message.lease(LIFE, LIFE.multipliedBy(9), T0)));
    clock.advance(LIFE);

    assertThat(fail()).isZero();
    assertThat(message(id).status()).isEqualTo(MessageStatus.SUBMITTING);
  }

  @Test
  void failEachOnOneOfTwoNodes() {
    accepted(Drafts.timed(null, T0.plus(LIFE)));
    clock.advance(LIFE);

    database.inTransaction(
        () -> {
          assertThat(expiries.failExpired()).isOne();
          assertThat(CompletableFuture.supplyAsync(this::fail).join()).isZero();
        });
  }

  private int fail() {
    return database.inTransaction(expiries::failExpired);
  }

  private UUID accepted(Draft draft) {
    Message message = Message.accept(draft, clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
