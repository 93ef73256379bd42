package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.waybill.rows.Writes;

/** All messages. Every change is made under the message's row lock and tells of itself. */
@ApplicationScoped
@Transactional
public class Messages {
  private static final Comparator<LaneOpened> IN_ORDER =
      Comparator.comparing(LaneOpened::account)
          .thenComparing(opened -> opened.lane().client())
          .thenComparing(opened -> opened.lane().priority());

  /** A change may lock a row of the account, which everybody does in the same order. */
  private static final Comparator<Message> BY_ACCOUNT = Comparator.comparing(Message::account);

  private static final String LOCKED = "select cast(id as varchar(36)) from message where %s %s";

  /** The number of a statement's first parameter after the time and how many. */
  private static final int FIRST_FREE = 3;

  private final EntityManager entities;
  private final Lanes lanes;
  private final Event<Object> news;
  private final Silence silence;

  protected Messages() {
    this(null, null, null, null);
  }

  /** Of which nobody is asked about before its deadline. */
  public Messages(EntityManager entities, Lanes lanes, Event<Object> news) {
    this(entities, lanes, news, null);
  }

  @Inject
  public Messages(EntityManager entities, Lanes lanes, Event<Object> news, Silence silence) {
    this.entities = entities;
    this.lanes = lanes;
    this.news = news;
    this.silence = silence;
  }

  public void add(Message message) {
    addAll(List.of(message));
  }

  /**
   * What they tell of stays with them: should the transaction be rolled back, they may be added
   * once more.
   */
  public void addAll(List<Message> all) {
    all.stream()
        .map(message -> new LaneOpened(message.account(), lane(message)))
        .distinct()
        .sorted(IN_ORDER) // who opens several must not wait for another who does
        .forEach(this::openLane);
    insert(all);
    tell(flat(all, message -> message.news().changes()));
    flat(all, message -> message.news().others()).forEach(news::fire);
  }

  /** Not by persisting entities one by one, because messages come by the thousand, too. */
  private void insert(List<Message> all) {
    new Writes()
        .add(Message.INSERT, all)
        .add(Attempt.INSERT, flat(all, Message::attempts))
        .add(Step.INSERT, flat(all, Message::newSteps))
        .execute(entities.unwrap(Connection.class));
  }

  private static <T> List<T> flat(List<Message> all, Function<Message, List<T>> rows) {
    return all.stream().flatMap(message -> rows.apply(message).stream()).toList();
  }

  private static Lane lane(Message message) {
    return new Lane(message.client(), message.priority());
  }

  private void openLane(LaneOpened wanted) {
    if (lanes.open(wanted.account(), wanted.lane())) {
      news.fire(wanted);
    }
  }

  /** Changes a message under its row lock, in the caller's transaction if there is one. */
  public <T> Optional<T> change(UUID id, Function<Message, T> change) {
    // not by finding it under a lock: EclipseLink reads the whole history with it then
    Query wanted =
        entities
            .createNativeQuery(LOCKED.formatted("id = cast(?1 as uuid)", "for update"))
            .setParameter(1, id.toString());
    return locked(ids(wanted)).stream()
        .findFirst()
        .map(found -> changed(List.of(found), all -> change.apply(all.get(0))));
  }

  /**
   * Takes up to {@code most} accepted messages of an account that are due, each client in its turn,
   * and changes them, if there are any, together. The change must move {@code nextActionAt}: that
   * is the lease.
   */
  public <T> Taken<T> changeAccepted(
      String account, Instant now, int most, Function<List<Message>, List<T>> change) {
    Taken<UUID> taken = lanes.take(account, now, most);
    return new Taken<>(changed(locked(taken.all()), change), taken.more());
  }

  /**
   * SQL that counts the messages which are just being submitted, by all nodes.
   *
   * @param account SQL for the name of theirs
   */
  public static String underSubmission(String account) {
    return "(select count(*) from message where stage = 'submitting'"
        + " and next_action_at is not null and account = %s)".formatted(account);
  }

  /**
   * Takes up to {@code most} messages whose next action is due and that no other node is just
   * taking, and changes each. The change must move {@code nextActionAt}: that is the lease.
   */
  public <T> List<T> changeDue(
      Set<MessageStatus> statuses, Instant now, int most, Function<Message, T> change) {
    return changeDue(statuses, Set.of(), now, most, change);
  }

  /**
   * As above, but leaves some accounts alone.
   *
   * @param leftAlone names of accounts
   */
  public <T> List<T> changeDue(
      Set<MessageStatus> statuses,
      Set<String> leftAlone,
      Instant now,
      int most,
      Function<Message, T> change) {
    List<String> accounts = List.copyOf(leftAlone);
    String others =
        IntStream.range(0, accounts.size())
            .mapToObj(number -> " and account <> ?" + (FIRST_FREE + number))
            .collect(Collectors.joining());
    String due =
        "stage in (%s) and next_action_at <= ?1%s order by next_action_at"
            .formatted(quoted(MessageStatus.stages(statuses)), others);
    return changeThose(due, accounts, now, most, change);
  }

  /**
   * Takes up to {@code most} accepted messages that have expired and that no other node is just
   * taking, and changes each.
   */
  public <T> List<T> changeExpired(Instant now, int most, Function<Message, T> change) {
    return changeThose(
        "stage = 'accepted' and expires_at <= ?1 order by expires_at",
        List.of(),
        now,
        most,
        change);
  }

  /**
   * Makes due what was accepted after the given time, to be sent at once, and is not due yet. What
   * Plivo has turned away waits for its own reason.
   *
   * @return how many
   */
  public int letGoAcceptedAfter(Instant time, Instant now) {
    return entities
        .createNativeQuery(
            "update message set next_action_at = ?1, version = version + 1 where stage = 'accepted'"
                + " and created_at > ?2 and next_action_at > ?2 and send_at is null"
                + " and next_action_at ="
                + " (select max(a.created_at) from attempt a where a.message_id = message.id)")
        .setParameter(1, Timestamp.from(now))
        .setParameter(2, Timestamp.from(time))
        .executeUpdate();
  }

  private <T> List<T> changeThose(
      String which, List<String> words, Instant now, int most, Function<Message, T> change) {
    Query due =
        entities
            .createNativeQuery(LOCKED.formatted(which, "limit ?2 for update skip locked"))
            .setParameter(1, Timestamp.from(now))
            .setParameter(2, most);
    for (int number = 0; number < words.size(); number++) {
      due.setParameter(FIRST_FREE + number, words.get(number));
    }
    return changed(locked(ids(due)), all -> all.stream().sorted(BY_ACCOUNT).map(change).toList());
  }

  static List<UUID> ids(Query locking) {
    List<?> ids = locking.getResultList();
    return ids.stream().map(id -> UUID.fromString((String) id)).toList();
  }

  /**
   * With their attempts, in the order of the ids, which are locked.
   *
   * <p>The ids are filled up to a power of two, so that a statement can be used again.
   */
  private List<Message> locked(List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    UUID last = ids.get(ids.size() - 1);
    int power = Integer.highestOneBit(2 * ids.size() - 1);
    Stream<UUID> filledUp =
        Stream.concat(ids.stream(), Collections.nCopies(power - ids.size(), last).stream());
    Map<UUID, Message> found =
        entities
            .createQuery(
                "select m from Message m join fetch m.attempts a where m.id in :ids"
                    + " order by a.number",
                Message.class)
            .setParameter("ids", filledUp.toList())
            .getResultStream()
            .collect(Collectors.toMap(Message::id, message -> message, (one, same) -> one));
    return ids.stream().map(found::get).toList();
  }

  private static String quoted(Set<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(","));
  }

  private <T> T changed(List<Message> all, Function<List<Message>, T> change) {
    if (silence != null) {
      all.forEach(message -> message.asksAfter(silence.atMost()));
    }
    T result = change.apply(all);
    all.stream()
        .filter(Message::takeReported)
        .forEach(message -> entities.lock(message, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
    flat(all, Message::newSteps).forEach(entities::persist);
    entities.flush(); // observers in this transaction see what they are told of
    tell(flat(all, message -> message.news().takeChanges()));
    flat(all, message -> message.news().takeOthers()).forEach(news::fire);
    return result;
  }

  private void tell(List<StatusChanged> changes) {
    if (!changes.isEmpty()) {
      news.fire(new StatusChanges(changes));
    }
  }

  /**
   * With attempts and timeline; unlocked. With one statement, because on H2 the next one may not
   * see all that this one sees: docs/adr/0021.
   */
  public Optional<Message> find(UUID id) {
    return entities
        .createQuery(
            "select m from Message m left join fetch m.attempts a left join fetch m.steps s"
                + " where m.id = :id order by a.number, s.id",
            Message.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  public Optional<AttemptRef> attempt(UUID attemptId) {
    return refs("a.id = :key", attemptId);
  }

  /** The newest attempt that Plivo gave this UUID. */
  public Optional<AttemptRef> byMessageUuid(String messageUuid) {
    return refs("a.messageUuid = :key", messageUuid);
  }

  private Optional<AttemptRef> refs(String condition, Object key) {
    return entities
        .createQuery(
            "select new org.waybill.message.AttemptRef(a.message.id, a.id, a.message.account,"
                + " a.messageUuid)"
                + " from Attempt a where "
                + condition
                + " order by a.createdAt desc",
            AttemptRef.class)
        .setParameter("key", key)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
