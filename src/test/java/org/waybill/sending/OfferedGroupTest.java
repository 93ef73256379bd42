package org.waybill.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.access.Clients;
import org.waybill.commit.Committer;
import org.waybill.message.History;
import org.waybill.message.Lanes;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Priority;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.message.TimelineEntry;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.sender.SenderPools;
import org.waybill.settings.Settings;
import org.waybill.spending.CapReached;
import org.waybill.spending.Caps;
import org.waybill.spending.Spending;
import org.waybill.suppression.SuppressionList;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.SettableClock;
import org.waybill.testing.TestDatabase;

class OfferedGroupTest {
  private static final Instant T0 = Instant.parse("2026-11-25T09:00:00.123456Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");
  private static final String SENDER = "+14155550199";
  private static final String UNWILLING = "+14155550111";
  private static final int MOST_WAITING = 50;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "plivo.auth-id", "MA1234567890ABCDEFGH",
          "plivo.auth-token", "token",
          "plivo.number", SENDER,
          "waybill.api-key", "0123456789abcdef");

  private final TestDatabase database = new TestDatabase();
  private final SettableClock clock = new SettableClock(T0);
  private final FiredEvents<Object> events = new FiredEvents<>();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), events);
  private final Settings settings = new Settings(name -> Optional.ofNullable(SETTINGS.get(name)));
  private final PlivoAccounts accounts = new PlivoAccounts(settings);
  private final SenderPools pools = new SenderPools(accounts, settings);
  private final SuppressionList optOuts = new SuppressionList(database, clock, pools);
  private final List<StatusChanged> told = new ArrayList<>();
  private final List<Integer> groupSizes = new ArrayList<>();
  private final Sending sending = sending(Caps.none(database, clock));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("R2.7 messages that come together are accepted together, with all that belongs")
  void acceptsTogether() {
    List<Message> asked = IntStream.range(0, 3).mapToObj(number -> message(sending)).toList();

    List<CompletionStage<Message>> accepted = accepted(sending, asked);

    assertThat(groupSizes).containsExactly(3);
    assertThat(accepted).extracting(OfferedGroupTest::id).isEqualTo(ids(asked));
    assertThat(events.of(StatusChanges.class)).hasSize(1);
    database.inTransaction(
        () -> asked.forEach(message -> assertThat(stored(message)).satisfies(like(message))));
  }

  @Test
  @DisplayName("R2.7 who has opted out is refused alone")
  void refusesOnlyTheUnwilling() {
    optOuts.add(SENDER, UNWILLING);
    List<Message> asked =
        List.of(message(sending), sending.checked(to(UNWILLING), "shop"), message(sending));

    List<CompletionStage<Message>> accepted = accepted(sending, asked);

    assertThat(accepted.get(0)).isCompletedWithValue(asked.get(0));
    assertThat(accepted.get(1)).satisfies(failedWith(Refused.class));
    assertThat(accepted.get(2)).isCompletedWithValue(asked.get(2));
    assertThat(isStored(asked.get(1))).isFalse();
  }

  @Test
  @DisplayName("R2.7 an opt-out of another sender forbids nothing")
  void heedsWhoseSenderIsUnwanted() {
    optOuts.add("+14155550198", UNWILLING);

    Message asked = sending.checked(to(UNWILLING), "shop");

    assertThat(accepted(sending, List.of(asked)).get(0)).isCompletedWithValue(asked);
  }

  @Test
  @DisplayName("R2.7 as many are accepted as the account may still send")
  void acceptsUpToTheCap() {
    Sending capped = sending(Caps.messages(2, database, clock));
    List<Message> asked = IntStream.range(0, 5).mapToObj(number -> message(capped)).toList();

    List<CompletionStage<Message>> accepted = accepted(capped, asked);

    assertThat(accepted).filteredOn(one -> !isFailed(one)).hasSize(2);
    assertThat(accepted)
        .filteredOn(OfferedGroupTest::isFailed)
        .allSatisfy(failedWith(CapReached.class));
    assertThat(asked).filteredOn(this::isStored).hasSize(2);
  }

  @Test
  @DisplayName("R2.7 what an account may not send any more is left out before anything is written")
  void leavesOutWhatIsForAFullDay() {
    Sending capped = sending(Caps.messages(1, database, clock));
    accepted(capped, List.of(message(capped)));

    List<Optional<Message>> accepted =
        capped.acceptTogether(List.of(new Offered(message(capped), stored -> {})));

    assertThat(accepted).containsExactly(Optional.empty());
  }

  @Test
  @DisplayName("spending R14.1 a time that has just passed counts for the day of its acceptance")
  void countsWhatIsSentAtOnceForToday() {
    clock.set(MIDNIGHT.plusSeconds(30));
    Sending capped = sending(Caps.messages(1, database, clock));
    Message justPassed = capped.checked(at(MIDNIGHT.minusSeconds(10)), "shop");

    accepted(capped, List.of(justPassed));

    assertThat(isStored(justPassed)).isTrue();
    assertThat(accepted(capped, List.of(message(capped))).get(0))
        .satisfies(failedWith(CapReached.class));
  }

  @Test
  @DisplayName("R2.7 what cannot be accepted takes nothing else with it")
  void failsAlone() {
    List<Message> asked = IntStream.range(0, 4).mapToObj(number -> message(sending)).toList();
    Consumer<Message> poison =
        message -> {
          if (message == asked.get(2)) {
            throw new IllegalStateException("its key was taken over");
          }
        };

    List<CompletionStage<Message>> accepted = accepted(sending, asked, poison);

    assertThat(accepted.get(2)).satisfies(failedWith(IllegalStateException.class));
    assertThat(asked).filteredOn(this::isStored).hasSize(3).doesNotContain(asked.get(2));
    assertThat(told)
        .extracting(StatusChanged::messageId)
        .containsExactlyInAnyOrder(asked.get(0).id(), asked.get(1).id(), asked.get(3).id());
  }

  private List<CompletionStage<Message>> accepted(Sending by, List<Message> all) {
    return accepted(by, all, message -> {});
  }

  private List<CompletionStage<Message>> accepted(
      Sending by, List<Message> all, Consumer<Message> inSameTransaction) {
    Committer<Offered, Message> committer = new Committer<>(new OfferedGroup(by), MOST_WAITING);
    List<CompletionStage<Message>> accepted =
        all.stream().map(one -> committer.commit(new Offered(one, inSameTransaction))).toList();
    committer.start(Executors.defaultThreadFactory(), "committer");
    committer.stop();
    committer.awaitEnd();
    return accepted;
  }

  /** With the transactions that the container would make. */
  private Sending sending(Spending spending) {
    Origins origins =
        new Origins(pools, new Clients(settings, accounts), new MessageSearch(database.entities()));
    return new Sending(messages, origins, clock, optOuts.check(), spending) {
      @Override
      public Message accept(Offered offered) {
        return telling(() -> super.accept(offered));
      }

      @Override
      public List<Optional<Message>> acceptTogether(List<Offered> all) {
        groupSizes.add(all.size());
        return telling(() -> super.acceptTogether(all));
      }
    };
  }

  /** Keeps what was told in a transaction that was committed. */
  private <T> T telling(Supplier<T> work) {
    int before = events.changes().size();
    T result = database.inTransaction(work);
    told.addAll(events.changes().subList(before, events.changes().size()));
    return result;
  }

  private static Message message(Sending sending) {
    return sending.checked(to("+14155552671"), "shop");
  }

  private static MessageRequest at(Instant sendAt) {
    return new MessageRequest(
        "+14155552671", "Hi", null, null, null, null, Priority.NORMAL, sendAt, null);
  }

  private static MessageRequest to(String recipient) {
    return new MessageRequest(
        recipient,
        "Hi \u20ac {\"a\",NULL} \\ 'x'",
        null,
        null,
        "order, 5",
        "{\"order\":\"5\"}",
        Priority.HIGH,
        null,
        T0.plusSeconds(60));
  }

  private boolean isStored(Message message) {
    return database.inTransaction(() -> messages.find(message.id()).isPresent());
  }

  private Message stored(Message message) {
    return messages.find(message.id()).orElseThrow();
  }

  /** The same in the API, and on the same way. */
  private static Consumer<Message> like(Message asked) {
    return stored -> {
      assertThat(MessageJson.whole(stored)).isEqualTo(MessageJson.whole(asked));
      assertThat(stored.status()).isEqualTo(MessageStatus.ACCEPTED);
      assertThat(stored.nextActionAt()).contains(T0);
      assertThat(stored.pooled()).isTrue();
      assertThat(kinds(stored.history())).isEqualTo(kinds(asked.history()));
    };
  }

  private static List<TimelineEntry.Kind> kinds(History history) {
    return history.entries().stream().map(TimelineEntry::kind).toList();
  }

  private static List<Object> ids(List<Message> all) {
    return all.stream().<Object>map(Message::id).toList();
  }

  private static Object id(CompletionStage<Message> accepted) {
    return accepted.toCompletableFuture().join().id();
  }

  private static boolean isFailed(CompletionStage<Message> stage) {
    return stage.toCompletableFuture().isCompletedExceptionally();
  }

  private static Consumer<CompletionStage<Message>> failedWith(Class<? extends Exception> fault) {
    return stage ->
        assertThat(stage)
            .failsWithin(Duration.ZERO)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(fault);
  }
}
