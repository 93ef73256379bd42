package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.message.Billed;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Progress;
import org.waybill.message.Progresses;
import org.waybill.message.Silence;
import org.waybill.message.StatusChanged;
import org.waybill.message.TimelineEntry;
import org.waybill.rows.BatchFailed;
import org.waybill.rows.Writes;

/** Receiving in batches comes to the same as receiving one by one. */
class ReportBatchesTest extends DeliveryReportsTest {
  @Override
  Receipt receive(Told told) {
    try {
      return store(told).contains(told.id()) ? Receipt.STORED : alone(told);
    } catch (BatchFailed failed) {
      return alone(told);
    }
  }

  private static final Silence SILENCE = new Silence(Duration.ofMinutes(10));

  private int toldBefore;

  @Test
  void takesTheWholeWayOfAMessageAtOnce() {
    UUID attempt = submitted("uuid-1");
    Told queued = callback(attempt, "MessageUUID", "uuid-1", "Status", "queued", "Sequence", "1");
    Told sent =
        callback(
            attempt,
            "MessageUUID",
            "uuid-1",
            "Status",
            "sent",
            "Sequence",
            "2",
            "TotalAmount",
            "0.0055",
            "Units",
            "1");
    Told delivered =
        callback(
            attempt,
            "MessageUUID",
            "uuid-1",
            "Status",
            "delivered",
            "Sequence",
            "3",
            "TotalAmount",
            "0.0055",
            "Units",
            "1");

    assertThat(store(sent, delivered, queued)).hasSize(3);

    assertThat(message().status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message().price()).contains(new BigDecimal("0.0055000000"));
    assertThat(message().latest().units()).isEqualTo(1);
    assertThat(message().nextActionAt()).isEmpty();
    assertThat(message().history().entries())
        .extracting(TimelineEntry::status)
        .endsWith(MessageStatus.QUEUED, MessageStatus.SENT, MessageStatus.DELIVERED);
    assertThat(rows()).hasSize(3).allMatch(row -> row.outcome() == ReportOutcome.MATCHED);
    assertThat(events.of(Billed.class))
        .singleElement()
        .extracting(Billed::amount)
        .isEqualTo(new BigDecimal("0.0055000000"));
    assertThat(events.changes())
        .extracting(StatusChanged::to)
        .endsWith(MessageStatus.SENT, MessageStatus.DELIVERED);
  }

  @Test
  void leavesWhatIsNotOfTheOrdinaryWay() {
    UUID attempt = submitted("uuid-1");
    Told unknownWord = callback(attempt, "MessageUUID", "uuid-1", "Status", "pondering");
    Told otherUuid = callback(attempt, "MessageUUID", "uuid-2", "Status", "sent");
    Told stranger = callback(UUID.randomUUID(), "MessageUUID", "uuid-1", "Status", "sent");

    assertThat(store(unknownWord)).isEmpty();
    assertThat(store(otherUuid)).isEmpty();
    assertThat(store(stranger)).isEmpty();
  }

  @Test
  void takesAFailureWithItsReason() {
    UUID attempt = submitted("uuid-1");
    Told failed =
        callback(attempt, "MessageUUID", "uuid-1", "Status", "undelivered", "ErrorCode", "30");

    assertThat(store(failed)).hasSize(1);

    assertThat(message().status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(message().reason().orElseThrow().code()).isEqualTo("30");
    assertThat(message().latest().reason().advice()).isNotBlank();
    assertThat(events.changes()).last().extracting(StatusChanged::reason).isEqualTo("30");
  }

  @Test
  void isNotUpdatedBeforeItWas() {
    UUID attempt = submitted("uuid-1");
    Told queued = callback(attempt, "MessageUUID", "uuid-1", "Status", "queued");
    clock.advance(Duration.ofSeconds(10));
    Told sent = callback(attempt, "MessageUUID", "uuid-1", "Status", "sent");
    store(sent);

    store(queued);

    assertThat(message().updatedAt()).isEqualTo(sent.receivedAt());
    assertThat(message().history().entries()).hasSizeGreaterThan(3);
  }

  /** Another node may take one in by itself between a batch's reading and its writing. */
  @Test
  @DisplayName("R4.6 a word that does not move the message is not written over")
  void losesNoWordToABatchThatHadReadBefore() {
    UUID attempt = submitted("uuid-1");
    Told queued = callback(attempt, "MessageUUID", "uuid-1", "Status", "queued");
    clock.advance(Duration.ofSeconds(10));
    store(callback(attempt, "MessageUUID", "uuid-1", "Status", "sent"));
    Told delivered = callback(attempt, "MessageUUID", "uuid-1", "Status", "delivered");
    Progresses progresses = new Progresses(database.entities(), events);
    Progress read = database.inTransaction(() -> progresses.read(Set.of(attempt))).get(attempt);

    alone(queued);

    read.take(PlivoWords.read(delivered).orElseThrow(), SILENCE);
    assertThatExceptionOfType(BatchFailed.class)
        .isThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      progresses.write(new Writes(), List.of(read));
                      return null;
                    }));
  }

  @Test
  void keepsTheOrderOfWhatItLeaves() {
    UUID attempt = submitted("uuid-1");
    Told sent = callback(attempt, "MessageUUID", "uuid-1", "Status", "sent");
    Told odd = callback(attempt, "MessageUUID", "uuid-1", "Status", "pondering");
    Told delivered = callback(attempt, "MessageUUID", "uuid-1", "Status", "delivered");

    assertThat(store(sent, odd, delivered)).containsExactly(sent.id());
  }

  @Test
  void storesNothingOfABatchWithANonceThatWasUsed() {
    Told first = callback(submitted("uuid-1"), "MessageUUID", "uuid-1", "Status", "sent");
    store(first);
    Told other = callback(submitted("uuid-2"), "MessageUUID", "uuid-2", "Status", "sent");

    assertThatExceptionOfType(BatchFailed.class).isThrownBy(() -> store(other, first));

    assertThat(rows()).hasSize(1);
    assertThat(message().status()).isEqualTo(MessageStatus.SUBMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queued@1 sent@2 delivered@3",
        "queued sent delivered",
        "sent@2 sent@5 sent@3 delivered@7 delivered@6",
        "queued@1 undelivered/30@2 undelivered/450@3",
        "undelivered/30@2 undelivered/30@4 undelivered/450@3",
        "sent@1 undelivered/80@2 delivered@3",
        "failed/50@4 failed/40@4 delivered@3",
        "failed/300@3 failed/200@4",
        "undelivered/80@4 undelivered/50@3 undelivered/20@5"
      })
  void endsTheSameAsOneByOneInEveryOrderAndAnyNumberOfCopies(String reports) {
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      List<String> words = new ArrayList<>(List.of(reports.split(" ")));
      words.addAll(words.subList(0, random.nextInt(words.size() + 1)));
      Collections.shuffle(words, random);

      String oneByOne = endAfter(words, this::alone);
      String each = endAfter(words, this::receive);
      String together = endTogether(words);

      assertThat(each).as("each of %s", words).isEqualTo(oneByOne);
      assertThat(together).as("together %s", words).isEqualTo(oneByOne);
    }
  }

  private String endAfter(List<String> words, Function<Told, Receipt> way) {
    UUID attempt = submitted("uuid-1");
    toldBefore = events.changes().size();
    words.forEach(word -> way.apply(report(attempt, word)));
    return end();
  }

  private String endTogether(List<String> words) {
    UUID attempt = submitted("uuid-1");
    toldBefore = events.changes().size();
    List<Told> batch = words.stream().map(word -> report(attempt, word)).toList();
    Set<UUID> stored = store(batch.toArray(Told[]::new));
    batch.stream().filter(told -> !stored.contains(told.id())).forEach(this::alone);
    return end();
  }

  /** Of {@code status/error@sequence}, the latter two if they are there. */
  private Told report(UUID attempt, String word) {
    String[] parts = word.split("@");
    String[] said = parts[0].split("/");
    return callback(
        attempt,
        "MessageUUID",
        "uuid-1",
        "Status",
        said[0],
        "ErrorCode",
        said.length > 1 ? said[1] : "",
        "Sequence",
        parts.length > 1 ? parts[1] : "",
        "TotalAmount",
        said[0].equals("queued") ? "0" : "0.0055");
  }

  private String end() {
    Message message = message();
    List<String> told =
        events.changes().stream()
            .skip(toldBefore)
            .map(change -> "%s>%s/%s".formatted(change.from(), change.to(), change.reason()))
            .toList();
    return "%s %s %s %s %s %s"
        .formatted(
            told,
            message.status(),
            message.reason().map(FailureReason::code),
            message.price(),
            message.nextActionAt(),
            message.history().entries());
  }

  private Set<UUID> store(Told... batch) {
    ReportBatches batches =
        new ReportBatches(new Progresses(database.entities(), events), events, SILENCE);
    return database.inTransaction(() -> batches.store(List.of(batch)));
  }
}
