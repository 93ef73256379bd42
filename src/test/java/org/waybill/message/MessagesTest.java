package org.waybill.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.TestDatabase;

class MessagesTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");

  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void readsAnewWhatChangedWhileItWasRead() {
    UUID id = accepted();

    Message found =
        database.inTransaction(
            () -> {
              assertThat(database.entities().find(Message.class, id).status())
                  .isEqualTo(MessageStatus.ACCEPTED);
              CompletableFuture.runAsync(() -> database.inTransaction(() -> lease(id))).join();
              return messages.find(id).orElseThrow();
            });

    assertThat(found.status()).isEqualTo(MessageStatus.SUBMITTING);
    assertThat(found.latest().status()).isEqualTo(MessageStatus.SUBMITTING);
    assertThat(found.history().entries())
        .extracting(TimelineEntry::status)
        .containsExactly(MessageStatus.ACCEPTED, MessageStatus.SUBMITTING);
  }

  @Test
  void showsWhatNeverFits() {
    UUID id = accepted();
    database.inTransaction(
        () ->
            database
                .entities()
                .createNativeQuery("update message set status = 'submitted'")
                .executeUpdate());

    Message found = database.inTransaction(() -> messages.find(id).orElseThrow());

    assertThat(found.status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(found.latest().status()).isEqualTo(MessageStatus.ACCEPTED);
  }

  private UUID accepted() {
    Message message = Message.accept(Drafts.draft(), NOW);
    database.inTransaction(() -> messages.add(message));
    return message.id();
  }

  private void lease(UUID id) {
    messages.change(id, message -> message.lease(Duration.ofMinutes(1), Duration.ofHours(24), NOW));
  }
}
