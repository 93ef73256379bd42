package org.waybill.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.settings.Settings;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class PacingTest {
  private static final Instant T0 = Instant.parse("2026-11-01T05:30:00Z");
  private static final String ACCOUNT = "default";

  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());
  private final Map<String, String> settings = new HashMap<>();
  private final SettableClock clock = new SettableClock(T0);

  @BeforeEach
  void open() {
    settings.put("plivo.auth-id", "MA1234567890ABCDEFGH");
    settings.put("plivo.auth-token", "token");
    database.inTransaction(() -> node(clock).start(null));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R12.1 five messages a second unless told otherwise, however they are asked for")
  void sendsFiveASecond() {
    List<Instant> sent = new ArrayList<>();
    while (sent.size() < 50) {
      Grant grant = send(node(clock), 3);
      for (int i = 0; i < grant.permits(); i++) {
        sent.add(clock.instant());
      }
      clock.set(grant.isNone() ? grant.nextAt() : clock.instant().plusMillis(10));
    }

    assertThat(mostWithin(Duration.ofSeconds(1), sent)).isEqualTo(5);
    assertThat(sent.get(49)).isBefore(T0.plusSeconds(11));
  }

  @Test
  @DisplayName("R12.1 300 requests of all kinds in five seconds")
  void makesThreeHundredRequestsInFiveSeconds() {
    settings.put("plivo.messages-per-second", "1000");
    settings.put("plivo.concurrent-requests", "1000");
    List<Instant> made = new ArrayList<>();
    while (made.size() < 700) {
      Grant grant = send(node(clock), 7);
      for (int i = 0; i < grant.permits(); i++) {
        made.add(clock.instant());
      }
      if (ask(CallKind.QUESTION).isPresent()) {
        made.add(clock.instant());
      }
      clock.set(grant.isNone() ? grant.nextAt() : clock.instant().plusMillis(5));
    }

    assertThat(mostWithin(Duration.ofSeconds(5), made)).isLessThanOrEqualTo(300);
    assertThat(made.get(699)).isBefore(T0.plusSeconds(13));
  }

  @ParameterizedTest
  @CsvSource({"QUESTION, 40, PT1S", "LIST, 20, PT60.1S"})
  @DisplayName("R12.3 questions and lists have limits of their own")
  void asksSeldomEnough(CallKind kind, int most, Duration period) {
    settings.put("plivo.concurrent-requests", "1000");
    for (int call = 0; call < most; call++) {
      assertThat(ask(kind)).isPresent();
    }

    assertThat(asked(kind)).isEqualTo(new Asked(Optional.empty(), T0.plus(period)));
    clock.advance(period.minusMillis(1));
    assertThat(ask(kind)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(ask(kind)).isPresent();
  }

  @Test
  @DisplayName("R12.2 what is under way counts until it is over")
  void limitsWhatIsUnderWay() {
    settings.put("plivo.concurrent-requests", "3");
    submitting();
    UUID first = ask(CallKind.QUESTION).orElseThrow();
    ask(CallKind.QUESTION).orElseThrow();
    assertThat(ask(CallKind.QUESTION)).isEmpty();
    assertThat(send(node(clock), 1).isNone()).isTrue();

    database.inTransaction(() -> node(clock).over(first));

    assertThat(send(node(clock), 5).permits()).isEqualTo(1);
  }

  @Test
  @DisplayName("R12.2 a call whose node died is over after its longest time")
  void forgetsCallsOfDeadNodes() {
    settings.put("plivo.concurrent-requests", "1");
    ask(CallKind.QUESTION).orElseThrow();
    clock.advance(Duration.ofSeconds(19));
    assertThat(ask(CallKind.QUESTION)).isEmpty();

    clock.advance(Duration.ofSeconds(2));

    assertThat(ask(CallKind.QUESTION)).isPresent();
  }

  @Test
  @DisplayName("R12.5 a node whose clock is behind sees what the others have sent")
  void holdsWithClocksThatDiffer() {
    assertThat(send(node(clock), 5).permits()).isEqualTo(5);
    SettableClock behind = new SettableClock(T0.minusSeconds(20));

    assertThat(send(node(behind), 5).isNone()).isTrue();
  }

  @Test
  @DisplayName("R12.5 what a node whose clock is behind has sent counts as long as the others'")
  void countsWhatWentByAClockThatIsBehind() {
    assertThat(send(node(clock), 2).permits()).isEqualTo(2);
    SettableClock behind = new SettableClock(T0.minusSeconds(20));
    assertThat(send(node(behind), 5).permits()).isEqualTo(3);

    clock.advance(Duration.ofMillis(900));
    assertThat(send(node(clock), 5).isNone()).isTrue();
  }

  @Test
  @DisplayName("R12.5 a clock that was far ahead does not stop everything")
  void forgetsGrantsFromTheFarFuture() {
    send(node(new SettableClock(T0.plus(Duration.ofDays(1)))), 5);

    assertThat(send(node(clock), 5).permits()).isEqualTo(5);
  }

  @Test
  void forgetsWhatNoLimitCountsNowAndThenNotEachTime() {
    List<Integer> kept = new ArrayList<>();
    for (int second = 0; second < 400; second++) {
      send(node(clock), 1);
      kept.add(rows());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(kept.subList(200, 400)).allMatch(rows -> rows >= 120 && rows <= 132);
    assertThat(IntStream.range(200, 400).filter(i -> kept.get(i) < kept.get(i - 1)).count())
        .isLessThan(20);
  }

  @Test
  @DisplayName("R12.4 nothing goes when what went before cannot be read")
  void waitsWithoutItsRow() {
    database.inTransaction(
        () -> database.entities().createNativeQuery("delete from pace").executeUpdate());

    assertThat(send(node(clock), 1).isNone()).isTrue();
    assertThat(ask(CallKind.QUESTION)).isEmpty();
  }

  private Pacing node(SettableClock clockOfTheNode) {
    Settings source = new Settings(name -> Optional.ofNullable(settings.get(name)));
    return new Pacing(
        new PacedCalls(database.entities()),
        new PacingSettings(source, new PlivoAccounts(source)),
        clockOfTheNode);
  }

  private Grant send(Pacing node, int wanted) {
    return database.inTransaction(
        () -> {
          Grant grant = node.sends(ACCOUNT, wanted);
          if (!grant.isNone()) {
            node.sent(ACCOUNT, grant.permits());
          }
          return grant;
        });
  }

  private Optional<UUID> ask(CallKind kind) {
    return asked(kind).call();
  }

  private Asked asked(CallKind kind) {
    return database.inTransaction(() -> node(clock).ask(ACCOUNT, kind, Duration.ofSeconds(20)));
  }

  private int rows() {
    return database.inTransaction(
        () ->
            ((Number)
                    database
                        .entities()
                        .createNativeQuery("select count(*) from paced_call")
                        .getSingleResult())
                .intValue());
  }

  private void submitting() {
    Message message = Message.accept(Drafts.draft(), T0);
    message.lease(Duration.ofMinutes(1), Duration.ofHours(1), T0);
    database.inTransaction(() -> messages.add(message));
  }

  private static int mostWithin(Duration period, List<Instant> times) {
    int most = 0;
    for (Instant from : times) {
      Instant until = from.plus(period);
      most =
          Math.max(
              most,
              (int) times.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)).count());
    }
    return most;
  }
}
