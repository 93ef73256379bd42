package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.message.Attempt;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Draft;
import org.waybill.message.FailureReason;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.message.StatusChanges;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.spending.Caps;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class CarrierRetriesTest {
  private static final Instant T0 = Instant.parse("2026-10-05T09:00:00Z");
  private static final Duration[] DELAYS = {
    Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)
  };

  private final SettableClock clock = new SettableClock(T0);
  private final FiredEvents<Object> events = new FiredEvents<>();
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), events);
  private final Settings settings =
      new Settings(
          name ->
              Optional.ofNullable(
                  Map.of("plivo.auth-id", "MAXXXXXXXXXXXXXXXXXX", "plivo.auth-token", "secret")
                      .get(name)));
  private final CarrierRetries retries =
      new CarrierRetries(
          messages,
          new DispatchSettings(settings, new PlivoAccounts(settings)),
          clock,
          Caps.messages(3, database, clock));

  @BeforeEach
  void observe() {
    events.observe(
        event -> {
          if (event instanceof StatusChanges changes) {
            retries.plan(changes);
          }
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void waitForAnAccountThatNoSettingsDescribeAndKeepNobodyElseWaiting() {
    UUID gone = undelivered(Drafts.ofAccount("gone"));
    UUID id = undelivered(Drafts.draft());
    clock.advance(DELAYS[0]);

    open();

    assertThat(message(gone).attempts()).hasSize(1);
    assertThat(message(gone).retryAt())
        .hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant()));
    assertThat(message(id).attempts()).hasSize(2);
  }

  @Test
  void openANewAttemptAfterEachDelayAndThreeAtMost() {
    UUID id = undelivered(Drafts.draft());
    for (int failures = 1; failures <= DELAYS.length; failures++) {
      Duration delay = DELAYS[failures - 1];
      assertThat(message(id).status()).isEqualTo(MessageStatus.UNDELIVERED);
      assertThat(message(id).retryAt()).contains(clock.instant().plus(delay));

      clock.advance(delay.minusMillis(1));
      assertThat(open()).isZero();
      clock.advance(Duration.ofMillis(1));
      assertThat(open()).isOne();

      assertThat(message(id).status()).isEqualTo(MessageStatus.ACCEPTED);
      assertThat(message(id).nextActionAt()).contains(clock.instant());
      assertThat(message(id).attempts()).hasSize(failures + 1);
      leaseAndFail(id, "80");
    }
    assertThat(message(id).retryAt()).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(open()).isZero();
    assertThat(message(id).history().entries())
        .filteredOn(entry -> entry.status() == MessageStatus.UNDELIVERED)
        .hasSize(4);
  }

  @Test
  void openNothingWhenAReportHasCorrectedTheFailure() {
    UUID id = undelivered(Drafts.draft());
    change(id, message -> report(message, MessageStatus.DELIVERED, null, 9));
    clock.advance(DELAYS[0]);

    assertThat(open()).isZero();
    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void openNothingWhenAnEarlierAttemptArrivedAfterAll() {
    UUID id = undelivered(Drafts.draft());
    UUID first = message(id).latest().id();
    clock.advance(DELAYS[0]);
    open();
    leaseAndFail(id, "80");
    change(
        id,
        message ->
            message.report(
                first,
                new DeliveryReport(
                    null, MessageStatus.DELIVERED, 9, null, 1, null, Source.CALLBACK, T0)));
    clock.advance(DELAYS[1]);

    assertThat(open()).isZero();
    assertThat(message(id).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void openNothingForAReasonThatIsAnotherOneByNow() {
    UUID id = undelivered(Drafts.draft());
    change(id, message -> report(message, MessageStatus.UNDELIVERED, "200", 9));
    assertThat(message(id).reason().map(FailureReason::code)).contains("200");
    clock.advance(DELAYS[0]);

    open();

    assertThat(message(id).status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(message(id).retryAt()).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void openNothingAtTheMessagesExpiry() {
    UUID id = undelivered(T0.plus(DELAYS[0]).plusSeconds(1));
    clock.advance(DELAYS[0].plusSeconds(1));

    open();

    assertThat(message(id).attempts()).hasSize(1);
    assertThat(message(id).retryAt()).isEmpty();
  }

  @Test
  void planNothingWhenSomebodyTookTheNewAttemptBack() {
    UUID id = undelivered(Drafts.draft());
    clock.advance(DELAYS[0]);
    open();

    change(id, message -> message.cancel(Source.CLIENT, clock.instant()));

    assertThat(message(id).status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(message(id).retryAt()).isEmpty();
  }

  @Test
  void planTheNextAttemptWhenWaybillTookOneBackByItself() {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    UUID first = message.latest().id();
    database.inTransaction(() -> messages.add(message));
    change(
        message.id(),
        found -> {
          found.lease(Duration.ofMinutes(1), Duration.ofHours(24), clock.instant());
          found.unconfirmed(first, 500, clock.instant(), Source.DISPATCHER, clock.instant());
          found.declareFailed(
              first, new FailureReason("never_arrived", "name", "advice"), clock.instant());
          found.retry(clock.instant(), Source.SWEEPER, clock.instant());
          report(found, first, MessageStatus.SENT, null, 2);
        });
    assertThat(message(message.id()).attempts().get(1).status()).isEqualTo(MessageStatus.CANCELLED);

    change(message.id(), found -> report(found, first, MessageStatus.UNDELIVERED, "80", 3));

    assertThat(message(message.id()).retryAt()).contains(clock.instant().plus(DELAYS[0]));
  }

  @Test
  void openEachAttemptOnOneOfTwoNodes() {
    UUID id = undelivered(Drafts.draft());
    clock.advance(DELAYS[0]);

    database.inTransaction(
        () -> {
          assertThat(retries.openDue()).isOne();
          assertThat(CompletableFuture.supplyAsync(this::open).join()).isZero();
        });

    assertThat(message(id).attempts()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(open()).isZero();
  }

  private int open() {
    return database.inTransaction(retries::openDue);
  }

  private UUID undelivered(Instant expiresAt) {
    return undelivered(Drafts.timed(null, expiresAt));
  }

  private UUID undelivered(Draft draft) {
    Message message = Message.accept(draft, clock.instant());
    database.inTransaction(() -> messages.add(message));
    leaseAndFail(message.id(), "80");
    return message.id();
  }

  private void leaseAndFail(UUID id, String code) {
    change(
        id,
        message -> {
          message.lease(Duration.ofMinutes(1), Duration.ofHours(24), clock.instant());
          report(message, MessageStatus.UNDELIVERED, code, 3);
        });
  }

  private void report(Message message, MessageStatus status, String code, int sequence) {
    report(message, message.latest().id(), status, code, sequence);
  }

  private void report(
      Message message, UUID attemptId, MessageStatus status, String code, int sequence) {
    FailureReason reason = code == null ? null : new FailureReason(code, "name", "advice");
    message.report(
        attemptId,
        new DeliveryReport(
            null, status, sequence, reason, 1, null, Source.CALLBACK, clock.instant()));
  }

  private void change(UUID id, Consumer<Message> change) {
    database.inTransaction(
        () ->
            messages.change(
                id,
                message -> {
                  change.accept(message);
                  return message;
                }));
  }

  private Message message(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }
}
