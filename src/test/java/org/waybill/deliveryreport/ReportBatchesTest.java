package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.message.Billed;
import org.waybill.message.MessageStatus;
import org.waybill.message.Progresses;
import org.waybill.message.Silence;
import org.waybill.message.StatusChanged;
import org.waybill.message.TimelineEntry;
import org.waybill.rows.BatchFailed;

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

  private Set<UUID> store(Told... batch) {
    ReportBatches batches =
        new ReportBatches(
            new Progresses(database.entities(), events),
            new CallbackMetrics(new SimpleMeterRegistry()),
            new Silence(Duration.ofMinutes(10)));
    return database.inTransaction(() -> batches.store(List.of(batch)));
  }
}
