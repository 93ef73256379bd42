package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.commit.Committer;
import org.waybill.commit.Group;
import org.waybill.commit.TooManyWaiting;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Progresses;
import org.waybill.message.Silence;
import org.waybill.signature.SignatureFamily;
import org.waybill.signature.Verdict.Genuine;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class ReportGroupTest {
  private static final int MOST_WAITING = 50;

  private final TestDatabase database = new TestDatabase();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-10-05T09:00:00Z"));
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Ledger ledger = new Ledger(database.entities());
  private final List<Integer> batchSizes = new ArrayList<>();

  /** With the transactions that the container would make. */
  private final ReportBatches batches =
      new ReportBatches(
          new Progresses(database.entities(), new FiredEvents<>()),
          new FiredEvents<>(),
          new Silence(Duration.ofMinutes(10))) {
        @Override
        public Set<UUID> store(List<Told> batch) {
          batchSizes.add(batch.size());
          return database.inTransaction(() -> super.store(batch));
        }
      };

  private final DeliveryReports reports =
      new DeliveryReports(ledger, messages, clock, new FiredEvents<>()) {
        @Override
        Receipt receive(Told told) {
          return database.inTransaction(() -> super.receive(told));
        }
      };

  private final Committer<Told, Receipt> committer =
      new Committer<>(new ReportGroup(batches, reports, Group.FULL), MOST_WAITING);
  private final List<UUID> attempts = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R4.5 what has come meanwhile is committed together")
  void commitsTogether() {
    List<CompletionStage<Receipt>> waiting = offered(told(0, "n0"), told(1, "n1"), told(2, "n2"));

    run();

    assertThat(waiting).extracting(ReportGroupTest::receipt).containsOnly(Receipt.STORED);
    assertThat(batchSizes).containsExactly(3);
  }

  @Test
  @DisplayName("R4.5 what is heard of one by one, or goes another way, fills more of a group")
  void weighs() {
    ReportGroup group = new ReportGroup(batches, reports, Group.FULL);
    UUID attempt = UUID.randomUUID();

    assertThat(List.of("queued", "sent", "Delivered"))
        .allSatisfy(word -> assertThat(group.weight(told(attempt, "n", word))).isEqualTo(1));
    assertThat(List.of("failed", "undelivered", "rejected", "unheard-of"))
        .allSatisfy(word -> assertThat(group.weight(told(attempt, "n", word))).isEqualTo(8));
    assertThat(group.weight(told(null, "n", "sent"))).isEqualTo(8);
  }

  @Test
  @DisplayName("R4.5 a report that cannot be stored fails alone")
  void failsOnlyTheReplayed() {
    Told first = told(0, "n0");
    Told forged = told(first.attemptId(), "n0", "failed");
    List<CompletionStage<Receipt>> waiting =
        offered(told(1, "n1"), first, told(2, "n2"), forged, told(3, "n3"), told(4, "n4"));

    run();

    assertThat(waiting)
        .extracting(ReportGroupTest::receipt)
        .containsExactly(
            Receipt.STORED,
            Receipt.STORED,
            Receipt.STORED,
            Receipt.REPLAYED,
            Receipt.STORED,
            Receipt.STORED);
    assertThat(attempts).allSatisfy(id -> assertThat(status(id)).isEqualTo(MessageStatus.SENT));
  }

  @Test
  @DisplayName("R4.6 refuses what would wait behind too many")
  void refusesWhenFull() {
    for (int callback = 0; callback < MOST_WAITING; callback++) {
      assertThat(committer.commit(told(UUID.randomUUID(), "n" + callback, "sent")))
          .isNotCompleted();
    }

    assertThat(committer.commit(told(UUID.randomUUID(), "one more", "sent")))
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TooManyWaiting.class);
  }

  @Test
  void answersWhatWasTakenInWhenItStopsAndTakesNothingMore() {
    List<CompletionStage<Receipt>> taken = offered(told(0, "n0"), told(1, "n1"));

    run();

    assertThat(taken).extracting(ReportGroupTest::receipt).containsOnly(Receipt.STORED);
    assertThat(committer.commit(told(2, "n2"))).isCompletedExceptionally();
  }

  @Test
  void answersEachWhenNothingCanBeStored() {
    database.inTransaction(
        () -> database.entities().createNativeQuery("drop table report").executeUpdate());
    List<CompletionStage<Receipt>> waiting = offered(told(0, "n0"), told(1, "n1"));

    run();

    assertThat(waiting)
        .allSatisfy(
            one ->
                assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> receipt(one)));
  }

  /** Until everything that was offered is committed. */
  private void run() {
    committer.start(Executors.defaultThreadFactory(), "committer");
    committer.stop();
    committer.awaitEnd();
  }

  private List<CompletionStage<Receipt>> offered(Told... all) {
    return Stream.of(all).map(committer::commit).toList();
  }

  private static Receipt receipt(CompletionStage<Receipt> waiting) {
    return waiting.toCompletableFuture().join();
  }

  /** That the message of this number was sent. */
  private Told told(int number, String nonce) {
    while (attempts.size() <= number) {
      attempts.add(submitted("uuid-" + attempts.size()));
    }
    return told(attempts.get(number), nonce, "sent");
  }

  private Told told(UUID attempt, String nonce, String status) {
    return Told.byCallback(
        ReportKind.SMS,
        "POST",
        attempt,
        new Genuine(SignatureFamily.V3, nonce),
        Set.of("default"),
        new Nonces(null, nonce),
        Map.of(
            "MessageUUID", List.of("uuid-" + attempts.indexOf(attempt)), "Status", List.of(status)),
        clock.instant());
  }

  private UUID submitted(String uuid) {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    message.lease(Duration.ofMinutes(1), Duration.ofHours(1), clock.instant());
    message.submitted(message.latest().id(), uuid, 202, clock.instant());
    database.inTransaction(() -> messages.add(message));
    return message.latest().id();
  }

  private MessageStatus status(UUID attempt) {
    return database.inTransaction(
        () ->
            messages
                .find(messages.attempt(attempt).orElseThrow().messageId())
                .orElseThrow()
                .status());
  }
}
