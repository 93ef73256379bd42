package org.waybill.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.database.InstantConverter;
import org.waybill.testing.Drafts;
import org.waybill.testing.FiredEvents;
import org.waybill.testing.TestDatabase;

class MessagesTest {
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
  private static final FailureReason WHY = new FailureReason("40", "refused", "Look.");

  private final TestDatabase database = new TestDatabase();
  private final Messages messages =
      new Messages(database.entities(), new Lanes(database.entities()), new FiredEvents<>());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void findsAMessageWithAllItsAttemptsAndStepsOnceEachAndInOrder() {
    Message other = Message.accept(Drafts.draft(), NOW);
    database.inTransaction(() -> messages.add(other));
    UUID id = sentThreeTimes();

    Message found = found(id);

    assertThat(found.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(found.history().entries())
        .extracting(entry -> entry.attempt() + " " + entry.status().word())
        .containsExactly(
            "1 accepted",
            "1 submitting",
            "1 failed",
            "2 accepted",
            "2 submitting",
            "2 failed",
            "3 accepted",
            "3 submitting",
            "3 failed");
  }

  @Test
  void takesMessagesTogetherEachWithAllItsAttemptsAndStepsInOrder() {
    List<UUID> failed = List.of(sentThreeTimes(), sentThreeTimes(), sentThreeTimes());
    failed.forEach(id -> change(id, each -> each.retry(NOW, Source.CLIENT, NOW)));
    Message fresh = Message.accept(Drafts.draft(), NOW.plusMillis(1));
    database.inTransaction(() -> messages.add(fresh));

    List<String> taken =
        database.inTransaction(
            () -> leased(fresh.account(), NOW.plusSeconds(1), 10).map(MessagesTest::told).toList());

    assertThat(taken)
        .containsExactlyInAnyOrder(
            failed.get(0) + " submitting [1, 2, 3, 4] 11",
            failed.get(1) + " submitting [1, 2, 3, 4] 11",
            failed.get(2) + " submitting [1, 2, 3, 4] 11",
            fresh.id() + " submitting [1] 2")
        .last()
        .isEqualTo(fresh.id() + " submitting [1] 2");
    assertThat(taken).allSatisfy(told -> assertThat(told(found(idOf(told)))).isEqualTo(told));
  }

  @Test
  void changesNoneOfThemWhenOneWasChangedBySomebodyElse() {
    List<Message> fresh =
        IntStream.range(0, 3).mapToObj(any -> Message.accept(Drafts.draft(), NOW)).toList();
    database.inTransaction(() -> messages.addAll(fresh));

    assertThatExceptionOfType(OptimisticLockException.class)
        .isThrownBy(
            () ->
                database.inTransaction(
                    () ->
                        messages.changeAccepted(
                            fresh.get(0).account(),
                            NOW,
                            3,
                            all -> {
                              outdate(all.get(1));
                              return leased(all);
                            })));

    assertThat(fresh)
        .extracting(message -> found(message.id()).status())
        .containsOnly(MessageStatus.ACCEPTED);
  }

  @Test
  void readsNoHistoryForAChangeThatNeedsNone() {
    UUID id = sentThreeTimes();

    database.inTransaction(
        () ->
            messages.change(
                id,
                message -> {
                  assertThat(isRead(message, "attempts")).isTrue();
                  assertThat(isRead(message, "steps")).isFalse();
                  return message;
                }));
  }

  @Test
  void changesNothingByAnotherId() {
    assertThat(database.inTransaction(() -> messages.change(UUID.randomUUID(), message -> message)))
        .isEmpty();
  }

  @Test
  void writesDownWhichClientWasServedWhereAnotherOneWaits() {
    Message first = accepted("one");
    database.inTransaction(() -> leased(first.account(), NOW, 10).count());
    assertThat(servedAt("one")).isEqualTo(Instant.EPOCH);

    accepted("one");
    accepted("another");
    database.inTransaction(() -> leased(first.account(), NOW, 10).count());

    assertThat(servedAt("one")).isEqualTo(NOW);
    assertThat(servedAt("another")).isEqualTo(NOW);
  }

  @Test
  void findsNothingByAnotherId() {
    sentThreeTimes();

    assertThat(database.inTransaction(() -> messages.find(UUID.randomUUID()))).isEmpty();
  }

  private Stream<Message> leased(String account, Instant now, int most) {
    return messages.changeAccepted(account, now, most, MessagesTest::leased).all().stream();
  }

  private static List<Message> leased(List<Message> all) {
    all.forEach(message -> message.lease(Duration.ofMinutes(1), Duration.ofHours(24), NOW));
    return all;
  }

  /** Its attempts and the number of its history's entries. */
  private static String told(Message message) {
    return "%s %s %s %d"
        .formatted(
            message.id(),
            message.status().word(),
            message.attempts().stream().map(Attempt::number).toList(),
            message.history().entries().size());
  }

  private static UUID idOf(String told) {
    return UUID.fromString(told.substring(0, told.indexOf(' ')));
  }

  private void outdate(Message message) {
    database
        .entities()
        .createQuery("update Message m set m.version = m.version + 1 where m.id = :id")
        .setParameter("id", message.id())
        .executeUpdate();
  }

  private boolean isRead(Message message, String attribute) {
    return database
        .entities()
        .getEntityManagerFactory()
        .getPersistenceUnitUtil()
        .isLoaded(message, attribute);
  }

  private Message accepted(String client) {
    Message message = Message.accept(Drafts.of(client, Priority.NORMAL), NOW);
    database.inTransaction(() -> messages.add(message));
    return message;
  }

  private Instant servedAt(String client) {
    Object stored =
        database.inTransaction(
            () ->
                database
                    .entities()
                    .createNativeQuery("select served_at from lane where client = ?1")
                    .setParameter(1, client)
                    .getSingleResult());
    return new InstantConverter().convertToEntityAttribute(stored);
  }

  private Message found(UUID id) {
    return database.inTransaction(() -> messages.find(id).orElseThrow());
  }

  private UUID sentThreeTimes() {
    Message message = Message.accept(Drafts.draft(), NOW);
    database.inTransaction(() -> messages.add(message));
    for (int number = 1; number <= 3; number++) {
      change(
          message.id(),
          each -> {
            Attempt attempt = each.lease(Duration.ofMinutes(1), Duration.ofHours(24), NOW);
            each.refused(attempt.id(), WHY, 400, NOW);
            return attempt;
          });
      if (number < 3) {
        change(message.id(), each -> each.retry(NOW, Source.CLIENT, NOW));
      }
    }
    return message.id();
  }

  private void change(UUID id, Function<Message, Attempt> change) {
    database.inTransaction(() -> messages.change(id, change));
  }
}
