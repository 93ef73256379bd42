package org.waybill.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.idempotency.Reservation.Answered;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.idempotency.Reservation.Ours;
import org.waybill.idempotency.Reservation.Reused;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageFilter;
import org.waybill.message.MessageSearch;
import org.waybill.message.Messages;
import org.waybill.problem.InvalidRequest;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class IdempotencyKeysTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofHours(24);
  private static final KeyedRequest REQUEST = request("client", "key", "body");

  private final SettableClock clock = new SettableClock(T0);
  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final IdempotencyKeys keys =
      new IdempotencyKeys(
          database.entities(),
          new IdempotencySettings(new Settings(name -> Optional.empty())),
          clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void givesTheFirstAnswerAgain() {
    KeptAnswer first = accept(reserved(REQUEST));

    assertThat(reserve(REQUEST)).isEqualTo(new Answered(first));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void refusesAnotherRequestUnderTheKeyDuringAndAfterTheFirst() {
    Ours ours = reserved(REQUEST);
    assertThat(reserve(request("client", "key", "other"))).isEqualTo(new Reused());
    accept(ours);
    assertThat(reserve(request("client", "key", "other"))).isEqualTo(new Reused());
    assertThat(reserve(request("client", "key", "body "))).isEqualTo(new Reused());
  }

  @Test
  void keepsTheKeysOfClientsApart() {
    accept(reserved(REQUEST));

    accept(reserved(request("another client", "key", "body")));
    accept(reserved(request("client", "KEY", "body")));

    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void sendsATwinAwayWhileTheFirstIsWorkedOn() {
    reserved(REQUEST);
    assertThat(reserve(REQUEST)).isEqualTo(new InUse());
    clock.advance(LEASE.minusMillis(1));
    assertThat(reserve(REQUEST)).isEqualTo(new InUse());
  }

  @Test
  void freesTheKeyOfARefusedRequest() {
    release(reserved(REQUEST));

    accept(reserved(request("client", "key", "put right")));

    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void letsAnotherTakeOverFromAnOwnerThatDied() {
    reserved(REQUEST);
    clock.advance(LEASE);

    accept(reserved(REQUEST));

    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void letsOnlyTheSameRequestTakeOver() {
    reserved(REQUEST);
    clock.advance(LEASE);

    assertThat(reserve(request("client", "key", "other"))).isEqualTo(new Reused());
  }

  @Test
  void rollsBackAFormerOwnerThatComesToLateWhoeverIsFirst() {
    Ours slow = reserved(REQUEST);
    clock.advance(LEASE);
    Ours next = reserved(REQUEST);

    assertThatExceptionOfType(KeyLost.class).isThrownBy(() -> accept(slow));
    assertThat(stored()).isZero();
    KeptAnswer answer = accept(next);
    assertThatExceptionOfType(KeyLost.class).isThrownBy(() -> accept(slow));

    assertThat(stored()).isEqualTo(1);
    assertThat(reserve(REQUEST)).isEqualTo(new Answered(answer));
  }

  @Test
  void letsASlowOwnerFinishWhomNobodyReplaced() {
    Ours slow = reserved(REQUEST);
    clock.advance(LEASE.multipliedBy(10));

    KeptAnswer answer = accept(slow);

    assertThat(reserve(REQUEST)).isEqualTo(new Answered(answer));
  }

  @Test
  void neitherAFormerOwnerNorAnAnsweredOneFreesTheKey() {
    Ours slow = reserved(REQUEST);
    clock.advance(LEASE);
    Ours next = reserved(REQUEST);
    release(slow);
    assertThat(reserve(REQUEST)).isEqualTo(new InUse());
    KeptAnswer answer = accept(next);
    release(next);

    assertThat(reserve(REQUEST)).isEqualTo(new Answered(answer));
  }

  @Test
  void keepsTheAnswerThatWasReallyGiven() {
    Ours ours = reserved(REQUEST);
    accept(ours);

    database.inTransaction(() -> keys.amend(ours, "{\"status\":\"submitted\"}"));

    assertThat(((Answered) reserve(REQUEST)).answer().body())
        .isEqualTo("{\"status\":\"submitted\"}");
  }

  @Test
  void keepsTheLongAnswerOfAMessageThatWasRetriedOften() {
    Ours ours = reserved(REQUEST);
    accept(ours);
    String body = "x".repeat(200_000);

    database.inTransaction(() -> keys.amend(ours, body));

    assertThat(((Answered) reserve(REQUEST)).answer().body()).isEqualTo(body);
  }

  @Test
  void forgetsAKeyADayAfterItsAnswer() {
    accept(reserved(REQUEST));
    clock.advance(KEPT.minusMillis(1));
    assertThat(purge()).isZero();
    assertThat(reserve(REQUEST)).isInstanceOf(Answered.class);

    clock.advance(Duration.ofMillis(1));

    reserved(request("client", "key", "another day"));
    clock.advance(KEPT);
    assertThat(purge()).isEqualTo(1);
    assertThat(purge()).isZero();
  }

  @Test
  void givesOneMessageForAHundredParallelRequests() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(20);
    List<Future<Reservation>> asked = new ArrayList<>();
    for (int request = 0; request < 100; request++) {
      asked.add(clients.submit(this::ask));
    }
    int accepted = 0;
    for (Future<Reservation> one : asked) {
      Reservation end = one.get();
      accepted += end instanceof Ours ? 1 : 0;
      assertThat(end.getClass()).isIn(Set.of(Ours.class, Answered.class, InUse.class));
    }
    clients.shutdown();

    assertThat(accepted).isEqualTo(1);
    assertThat(stored()).isEqualTo(1);
    assertThat(reserve(REQUEST)).isInstanceOf(Answered.class);
  }

  private Reservation ask() {
    Reservation reservation = reserve(REQUEST);
    if (reservation instanceof Ours ours) {
      accept(ours);
    }
    return reservation;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", " with blanks ", "~!\"#$%&/()=?", "8e03978e-40d5-43dd-bc93-6894a57f9324"})
  void takesAnyPrintableKey(String key) {
    assertThat(KeyedRequest.key(List.of(key))).contains(key);
    assertThat(KeyedRequest.key(List.of("k".repeat(255)))).isPresent();
    assertThat(KeyedRequest.key(List.of())).isEmpty();
    assertThat(KeyedRequest.key(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tab\there", "é", "null\0", "line\nbreak"})
  void refusesAnyOtherKey(String key) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> KeyedRequest.key(List.of(key)));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> KeyedRequest.key(List.of("k".repeat(256))));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> KeyedRequest.key(List.of("one", "two")));
  }

  @Test
  void tellsMethodPathAndBodyApart() {
    byte[] body = "body".getBytes(UTF_8);
    String first = KeyedRequest.of("c", "k", "POST", "/messages", body).fingerprint();
    assertThat(KeyedRequest.of("c", "k", "POST", "/messages", body).fingerprint())
        .isEqualTo(first)
        .hasSize(64);
    assertThat(KeyedRequest.of("c", "k", "PUT", "/messages", body).fingerprint())
        .isNotEqualTo(first);
    assertThat(KeyedRequest.of("c", "k", "POST", "/message", body).fingerprint())
        .isNotEqualTo(first);
  }

  private static KeyedRequest request(String client, String key, String body) {
    return KeyedRequest.of(client, key, "POST", "/api/v1/messages", body.getBytes(UTF_8));
  }

  private Reservation reserve(KeyedRequest request) {
    return database.inTransaction(() -> keys.reserve(request));
  }

  private Ours reserved(KeyedRequest request) {
    return (Ours) reserve(request);
  }

  private void release(Ours ours) {
    database.inTransaction(() -> keys.release(ours));
  }

  private int purge() {
    return database.inTransaction(keys::purge);
  }

  private KeptAnswer accept(Ours ours) {
    Message message = Message.accept(Drafts.draft(), clock.instant());
    KeptAnswer answer = new KeptAnswer(message.id(), 202, "{}");
    database.inTransaction(
        () -> {
          messages.add(message);
          keys.complete(ours, answer);
        });
    return answer;
  }

  private int stored() {
    MessageFilter all = new MessageFilter(Set.of(), null, null, null, null, null);
    return database
        .inTransaction(() -> new MessageSearch(database.entities()).list(all, 500))
        .size();
  }
}
