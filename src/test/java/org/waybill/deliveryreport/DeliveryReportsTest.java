package org.waybill.deliveryreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.message.AttemptNamed;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.signature.SignatureFamily;
import org.waybill.signature.Verdict.Genuine;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class DeliveryReportsTest {
  private static final String UUID_1 = "5b40a428-bfc7-4daf-9d06-726c558bf3b8";

  private final AtomicInteger nonces = new AtomicInteger();
  final SettableClock clock = new SettableClock(Instant.parse("2026-10-05T09:00:00Z"));
  final FiredEvents<Object> events = new FiredEvents<>();
  private String uuid = UUID_1;
  private Set<String> signedBy = Set.of("default");
  private UUID messageId;
  TestDatabase database;
  private Messages messages;
  Ledger ledger;
  private DeliveryReports reports;

  @BeforeEach
  void open() {
    database = new TestDatabase();
    messages = new Messages(database.entities(), new Lanes(database.entities()), events);
    ledger = new Ledger(database.entities());
    reports = new DeliveryReports(ledger, messages, clock, events);
    events.observe(
        event -> {
          if (event instanceof AttemptNamed named) {
            reports.applyKept(named);
          }
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void storesAndAppliesInOne() {
    UUID attempt = submitted(UUID_1);

    assertThat(receive(callback(attempt, "Status", "delivered"))).isEqualTo(Receipt.STORED);

    assertThat(message().status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row.outcome()).isEqualTo(ReportOutcome.MATCHED))
        .satisfies(row -> assertThat(row.messageId()).isEqualTo(message().id()));
  }

  @Test
  void takesTheSameCallbackAgainWithoutChangingAnything() {
    UUID attempt = submitted(UUID_1);
    Told told = callback(attempt, "Status", "sent");
    receive(told);

    assertThat(receive(again(told, told.fields()))).isEqualTo(Receipt.DUPLICATE);

    assertThat(rows()).hasSize(1);
  }

  @Test
  @DisplayName("R4.3 a copy is a copy, whatever attempt the first one was found to be of")
  void takesACopyOfWhatWasFoundByItsUuid() {
    Told known = callback(UUID.randomUUID(), "Status", "sent");
    submitted(UUID_1);
    receive(known);
    assertThat(receive(again(known, known.fields()))).isEqualTo(Receipt.DUPLICATE);

    uuid = "uuid-2";
    Told early = callback(UUID.randomUUID(), "Status", "sent");
    receive(early);
    submitted("uuid-2");
    assertThat(rows()).hasSize(2).allMatch(row -> row.outcome() == ReportOutcome.MATCHED);
    assertThat(receive(again(early, early.fields()))).isEqualTo(Receipt.DUPLICATE);
  }

  @Test
  void refusesAnOldNonceWithOtherContent() {
    UUID attempt = submitted(UUID_1);
    Told told = callback(attempt, "Status", "sent");
    receive(told);
    Map<String, List<String>> forged = new LinkedHashMap<>(told.fields());
    forged.put("Status", List.of("failed"));

    assertThat(receive(again(told, forged))).isEqualTo(Receipt.REPLAYED);

    assertThat(message().status()).isEqualTo(MessageStatus.SENT);
    assertThat(rows()).hasSize(1);
  }

  @Test
  void refusesTheOtherFamilysNonceOfACallbackThatCameBefore() {
    UUID attempt = submitted(UUID_1);
    Told told = callback(attempt, "Status", "sent");
    receive(told);
    Genuine stripped = new Genuine(SignatureFamily.V2, told.nonces().v2());
    Map<String, List<String>> forged = new LinkedHashMap<>(told.fields());
    forged.put("Status", List.of("failed"));

    Told replay =
        Told.byCallback(
            told.kind(),
            "POST",
            attempt,
            stripped,
            told.accounts(),
            new Nonces(told.nonces().v2(), null),
            forged,
            clock.instant());

    assertThat(receive(replay)).isEqualTo(Receipt.REPLAYED);
    assertThat(message().status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  @DisplayName("R4.9 an incoming message that Plivo repeats is no news")
  void takesARepeatedIncomingMessageForNoNews() {
    receive(inbound("uuid-1", "START"));
    receive(inbound("uuid-2", "STOP"));

    assertThat(receive(inbound("uuid-1", "START"))).isEqualTo(Receipt.STORED);

    assertThat(events.of(InboundReceived.class))
        .extracting(received -> received.text().orElseThrow())
        .containsExactly("START", "STOP");
    assertThat(rows()).hasSize(3);
  }

  @Test
  void tellsOfEveryIncomingMessageThatHasNoUuid() {
    receive(inbound("", "STOP"));
    receive(inbound("", "STOP"));

    assertThat(events.of(InboundReceived.class)).hasSize(2);
  }

  @Test
  void remembersWhatAReportSaysThatItWasSentFrom() {
    receive(callback(submitted(UUID_1), "Status", "sent", "From", "14155550177"));

    assertThat(message().latest().sender()).isEqualTo("+14155550177");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1415\u00005550177", "a name that is too long", "<script>"})
  void takesASenderThatIsNoneAsMissing(String from) {
    receive(callback(submitted(UUID_1), "Status", "sent", "From", from));

    assertThat(message().latest().sender()).isNull();
    assertThat(message().status()).isEqualTo(MessageStatus.SENT);
  }

  @Test
  @DisplayName("R4.5 what another account has signed is kept and changes nothing")
  void keepsWhatAnotherAccountSignedWithoutEffect() {
    UUID attempt = submitted(UUID_1);
    signedBy = Set.of("alerts", "marketing");

    assertThat(receive(callback(attempt, "Status", "delivered"))).isEqualTo(Receipt.STORED);
    assertThat(receive(callback(null, "Status", "failed"))).isEqualTo(Receipt.STORED);
    database.inTransaction(() -> reports.applyOverlooked(UUID_1));

    assertThat(message().status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(rows()).hasSize(2).allMatch(row -> row.outcome() == ReportOutcome.UNMATCHED);
    assertThat(database.inTransaction(reports::overlooked)).isEmpty();
  }

  @Test
  @DisplayName("R4.5 a kept report of another account stays kept when its UUID appears")
  void doesNotApplyWhatAnotherAccountSignedBeforeTheUuidWasKnown() {
    UUID attempt = leased();
    signedBy = Set.of("alerts");
    receive(callback(null, "Status", "failed"));
    signedBy = Set.of("alerts", "default");
    receive(callback(null, "Status", "sent"));

    submit(attempt, UUID_1);

    assertThat(message().status()).isEqualTo(MessageStatus.SENT);
    assertThat(rows())
        .extracting(Report::outcome)
        .containsExactlyInAnyOrder(ReportOutcome.MATCHED, ReportOutcome.UNMATCHED);
  }

  @Test
  void learnsTheUuidFromACallbackThatIsFasterThanTheAnswer() {
    UUID attempt = leased();

    receive(callback(attempt, "Status", "queued"));

    assertThat(message().messageUuid()).contains(UUID_1);
    assertThat(message().status()).isEqualTo(MessageStatus.QUEUED);
  }

  @Test
  void keepsReportsOfAnUnknownUuidAndAppliesThemWhenItAppears() {
    UUID attempt = leased();
    receive(callback(null, "Status", "sent"));
    receive(callback(null, "Status", "delivered"));
    assertThat(rows()).allMatch(row -> row.outcome() == ReportOutcome.UNMATCHED);

    submit(attempt, UUID_1);

    assertThat(message().status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(rows())
        .hasSize(2)
        .allMatch(row -> row.outcome() == ReportOutcome.MATCHED)
        .allMatch(row -> attempt.equals(row.attemptId()));
  }

  @Test
  void findsWhatAReportAndAnAnswerMissedOfEachOther() {
    UUID attempt = leased();
    receive(callback(null, "Status", "delivered"));
    events.observe(missed -> {});
    submit(attempt, UUID_1);
    assertThat(message().status()).isEqualTo(MessageStatus.SUBMITTED);

    database.inTransaction(() -> reports.overlooked().forEach(reports::applyOverlooked));

    assertThat(message().status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void tracksAMessageThatWasNotSentByUsByItsUuid() {
    receive(callback(UUID.randomUUID(), "Status", "delivered"));

    assertThat(rows()).singleElement().matches(row -> UUID_1.equals(row.messageUuid()));
  }

  @Test
  void doesNotApplyAReportThatNamesAnotherUuidThanItsAttemptHas() {
    UUID attempt = submitted("another-uuid");

    assertThat(receive(callback(attempt, "Status", "failed"))).isEqualTo(Receipt.STORED);

    assertThat(message().status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(rows()).singleElement().matches(row -> row.outcome() == ReportOutcome.UNMATCHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "exploded", "Status\u0000", "a status that is longer than its column"})
  void keepsAStatusThatItDoesNotKnow(String word) {
    UUID attempt = submitted(UUID_1);

    assertThat(receive(callback(attempt, "Status", word))).isEqualTo(Receipt.STORED);

    assertThat(message().status()).isEqualTo(MessageStatus.SUBMITTED);
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row.outcome()).isEqualTo(ReportOutcome.UNKNOWN_STATUS))
        .satisfies(
            row ->
                assertThat(FieldsJson.fields(row.fields())).containsEntry("Status", List.of(word)));
  }

  @ParameterizedTest
  @CsvSource({
    "queued, QUEUED", "sent, SENT", "delivered, DELIVERED", "undelivered, UNDELIVERED",
    "failed, FAILED", "rejected, REJECTED", "read, DELIVERED", "Delivered, DELIVERED"
  })
  void readsEveryWordOfPlivo(String word, MessageStatus status) {
    receive(callback(submitted(UUID_1), "Status", word));

    assertThat(message().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 20, network error",
    "777, 777, unknown Plivo code",
    "'', none, no error code given",
    "000, none, no error code given",
    "<script>, none, no error code given"
  })
  void explainsAFailure(String errorCode, String code, String name) {
    receive(callback(submitted(UUID_1), "Status", "undelivered", "ErrorCode", errorCode));

    FailureReason reason = message().reason().orElseThrow();
    assertThat(reason.code()).isEqualTo(code);
    assertThat(reason.name()).isEqualTo(name);
    assertThat(reason.advice()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "99999999999999999999",
        "1e400000000",
        "1E-999999999",
        "-1",
        "NaN",
        "1000000.01"
      })
  void takesNumbersThatCannotBeReadAsMissing(String value) {
    Told told =
        callback(
            submitted(UUID_1),
            "Status",
            "delivered",
            "Sequence",
            value,
            "Units",
            value,
            "TotalAmount",
            value);

    assertThat(receive(told)).isEqualTo(Receipt.STORED);

    assertThat(message().status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message().price()).isEmpty();
  }

  @Test
  void keepsMoneyExactly() {
    receive(
        callback(submitted(UUID_1), "Status", "delivered", "TotalAmount", "0.00350", "Units", "1"));

    assertThat(message().price().orElseThrow()).isEqualByComparingTo("0.0035");
  }

  @Test
  void survivesFieldsThatAreMissingRepeatedOrHuge() {
    submitted(UUID_1);
    assertThat(receive(told(null, Map.of()))).isEqualTo(Receipt.STORED);
    assertThat(receive(told(null, Map.of("Status", List.of("sent", "failed")))))
        .isEqualTo(Receipt.STORED);
    assertThat(receive(told(null, Map.of("MessageUUID", List.of("x".repeat(9_000))))))
        .isEqualTo(Receipt.STORED);
    assertThat(rows()).hasSize(3);
  }

  @Test
  void endsTheSameForEveryOrderInWhichTheAnswerAndTheReportsAreCommitted() {
    for (List<String> order : ORDERS) {
      uuid = UUID.randomUUID().toString();
      UUID attempt = leased();
      for (String step : order) {
        switch (step) {
          case "answer" -> submit(attempt, uuid);
          default -> receive(callback(attempt, "Status", step));
        }
      }
      assertThat(message().status()).as("%s", order).isEqualTo(MessageStatus.DELIVERED);
      assertThat(message().history().entries().stream().map(entry -> entry.status().word()))
          .as("%s", order)
          .containsExactly("accepted", "submitting", "submitted", "queued", "sent", "delivered");
    }
  }

  private static final List<List<String>> ORDERS = orders();

  private static List<List<String>> orders() {
    List<List<String>> all = new ArrayList<>();
    permute(new ArrayList<>(List.of("answer", "queued", "sent", "delivered")), 0, all);
    return all;
  }

  private static void permute(List<String> steps, int from, List<List<String>> all) {
    if (from == steps.size()) {
      all.add(List.copyOf(steps));
    }
    for (int i = from; i < steps.size(); i++) {
      java.util.Collections.swap(steps, from, i);
      permute(steps, from + 1, all);
      java.util.Collections.swap(steps, from, i);
    }
  }

  private UUID leased() {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    database.inTransaction(
        () -> {
          message.lease(Duration.ofMinutes(1), Duration.ofHours(24), clock.instant());
          messages.add(message);
        });
    messageId = message.id();
    return message.latest().id();
  }

  final UUID submitted(String uuid) {
    UUID attempt = leased();
    submit(attempt, uuid);
    return attempt;
  }

  private void submit(UUID attempt, String uuid) {
    database.inTransaction(
        () ->
            messages.change(
                messages.attempt(attempt).orElseThrow().messageId(),
                message -> {
                  message.submitted(attempt, uuid, 202, clock.instant());
                  return message;
                }));
  }

  final Message message() {
    return database.inTransaction(() -> messages.find(messageId).orElseThrow());
  }

  final List<Report> rows() {
    return database.inTransaction(() -> ledger.list(null, null, null, null, 100));
  }

  /** Another way of receiving overrides it: all of this must hold of it, too. */
  Receipt receive(Told told) {
    return alone(told);
  }

  final Receipt alone(Told told) {
    return database.inTransaction(() -> reports.receive(told));
  }

  final Told callback(UUID attempt, String... fields) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("MessageUUID", List.of(uuid));
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], List.of(fields[i + 1]));
    }
    return told(attempt, all);
  }

  private Told inbound(String uuid, String text) {
    return told(
        ReportKind.INBOUND,
        null,
        Map.of(
            "MessageUUID", List.of(uuid),
            "From", List.of("14155552671"),
            "To", List.of("14155550100"),
            "Text", List.of(text)));
  }

  private Told told(UUID attempt, Map<String, List<String>> fields) {
    return told(ReportKind.SMS, attempt, fields);
  }

  private Told told(ReportKind kind, UUID attempt, Map<String, List<String>> fields) {
    Genuine signature = new Genuine(SignatureFamily.MA_V3, "nonce-" + nonces.incrementAndGet());
    return Told.byCallback(
        kind,
        "POST",
        attempt,
        signature,
        signedBy,
        new Nonces("v2-" + signature.nonce(), signature.nonce()),
        fields,
        clock.instant());
  }

  private Told again(Told told, Map<String, List<String>> fields) {
    return Told.byCallback(
        told.kind(),
        "POST",
        told.attemptId(),
        told.signature(),
        told.accounts(),
        told.nonces(),
        fields,
        clock.instant());
  }
}
