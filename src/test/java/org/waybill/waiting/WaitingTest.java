package org.waybill.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.lifecycle.Stopping;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class WaitingTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Duration TIME = Duration.ofSeconds(5);

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Waiting waiting =
      new Waiting(
          new MessageSearch(database.entities()),
          new WaitSettings(new Settings(name -> Optional.of("2"))),
          clock);

  @BeforeEach
  void work() {
    waiting.work(Thread::new);
  }

  @AfterEach
  void close() {
    waiting.stop(new Stopping());
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void isWokenByWhatTellsOfPlivosAnswerAndByNothingElse(MessageStatus status) throws Exception {
    UUID id = UUID.randomUUID();
    CompletableFuture<Void> wait = wait(id);

    wake(id, status);

    switch (status) {
      case ACCEPTED, SUBMITTING, UNCONFIRMED -> assertThat(wait).isNotDone();
      case SUBMITTED, QUEUED, SENT, REJECTED, FAILED, UNDELIVERED, DELIVERED, CANCELLED ->
          wait.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void leavesTheWaitsForOtherMessages() {
    CompletableFuture<Void> wait = wait(UUID.randomUUID());
    UUID other = UUID.randomUUID();
    wake(other, MessageStatus.SUBMITTED);
    assertThat(wait).isNotDone();
  }

  @Test
  void endsWhenItsTimeIsOver() throws Exception {
    CompletableFuture<Void> wait = wait(accepted());
    clock.advance(TIME.minusMillis(1));
    look();
    assertThat(wait).isNotDone();

    clock.advance(Duration.ofMillis(1));
    look();
    wait.get(5, TimeUnit.SECONDS);
  }

  @Test
  void endsWhenTheClockIsSetBack() throws Exception {
    CompletableFuture<Void> wait = wait(accepted());
    clock.set(T0.minus(Duration.ofHours(1)));

    look();

    wait.get(5, TimeUnit.SECONDS);
  }

  @Test
  void findsWhatAnotherNodeHasSubmitted() throws Exception {
    UUID id = accepted();
    CompletableFuture<Void> wait = wait(id);
    CompletableFuture<Void> other = wait(accepted());
    look();
    assertThat(wait).isNotDone();

    database.inTransaction(() -> messages.change(id, message -> message.cancel(Source.CLIENT, T0)));
    look();

    wait.get(5, TimeUnit.SECONDS);
    assertThat(other).isNotDone();
  }

  @Test
  void turnsAwayWhoeverIsOneTooMany() throws Exception {
    UUID first = UUID.randomUUID();
    CompletableFuture<Void> wait = wait(first);
    wait(UUID.randomUUID());
    assertThat(waiting.begin(UUID.randomUUID(), TIME)).isEmpty();

    wake(first, MessageStatus.FAILED);
    wait.get(5, TimeUnit.SECONDS);

    assertThat(waiting.begin(UUID.randomUUID(), TIME)).isPresent();
  }

  @Test
  void endsAWaitWhoseMessageIsWaitedForAnew() throws Exception {
    UUID id = UUID.randomUUID();
    CompletableFuture<Void> former = wait(id);

    CompletableFuture<Void> wait = wait(id);

    former.get(5, TimeUnit.SECONDS);
    assertThat(wait).isNotDone();
  }

  @Test
  void endsAllWaitsWhenTheApplicationStopsAndBeginsNone() throws Exception {
    CompletableFuture<Void> wait = wait(UUID.randomUUID());

    waiting.stop(new Stopping());

    wait.get(5, TimeUnit.SECONDS);
    assertThat(waiting.begin(UUID.randomUUID(), TIME)).isEmpty();
  }

  private CompletableFuture<Void> wait(UUID id) {
    return waiting.begin(id, TIME).orElseThrow().toCompletableFuture();
  }

  private void look() {
    database.inTransaction(waiting::endWhatIsOver);
  }

  private UUID accepted() {
    Message message = Message.accept(Drafts.draft(), T0);
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private void wake(UUID id, MessageStatus to) {
    StatusChanged change =
        new StatusChanged(id, id, "default", MessageStatus.ACCEPTED, to, null, false, T0);
    waiting.wake(new StatusChanges(List.of(change)));
  }
}
