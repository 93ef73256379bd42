package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All messages. Every change is made under the message's row lock and tells of itself. */
@ApplicationScoped
@Transactional
public class Messages {
  private final EntityManager entities;
  private final Event<Object> news;

  protected Messages() {
    this(null, null);
  }

  @Inject
  public Messages(EntityManager entities, Event<Object> news) {
    this.entities = entities;
    this.news = news;
  }

  public void add(Message message) {
    entities.persist(message);
    tell(message);
  }

  public void addAll(List<Message> all) {
    all.forEach(entities::persist);
    all.forEach(this::tell);
  }

  /** Changes a message under its row lock, in the caller's transaction if there is one. */
  public <T> Optional<T> change(UUID id, Function<Message, T> change) {
    Message message = entities.find(Message.class, id, LockModeType.PESSIMISTIC_WRITE);
    return Optional.ofNullable(message).map(found -> changed(found, change));
  }

  /**
   * Takes up to {@code most} messages, high priority first, whose next action is due and that no
   * other node is just taking, and changes each. The change must move {@code nextActionAt}: that is
   * the lease.
   */
  public <T> List<T> changeDue(
      Set<MessageStatus> statuses, Instant now, int most, Function<Message, T> change) {
    String words =
        statuses.stream().map(status -> "'" + status.word() + "'").collect(Collectors.joining(","));
    @SuppressWarnings("unchecked")
    List<Object> ids =
        entities
            .createNativeQuery(
                "select cast(id as varchar(36)) from message where status in ("
                    + words
                    + ") and next_action_at <= ?1 order by priority, next_action_at limit ?2"
                    + " for update skip locked")
            .setParameter(1, Timestamp.from(now))
            .setParameter(2, most)
            .getResultList();
    return ids.stream()
        .map(id -> changed(entities.find(Message.class, UUID.fromString((String) id)), change))
        .toList();
  }

  private <T> T changed(Message message, Function<Message, T> change) {
    T result = change.apply(message);
    tell(message);
    return result;
  }

  private void tell(Message message) {
    entities.flush(); // observers in this transaction see what they are told of
    message.takeNews().forEach(news::fire);
  }

  /** Those of the messages that Plivo has answered or that have ended. */
  public List<UUID> answeredByPlivo(Set<UUID> ids) {
    return entities
        .createQuery(
            "select m.id from Message m where m.id in :ids and m.status in :statuses", UUID.class)
        .setParameter("ids", ids)
        .setParameter("statuses", MessageStatus.ANSWERED)
        .getResultList();
  }

  /** With attempts and timeline; unlocked. */
  public Optional<Message> find(UUID id) {
    Message found = entities.find(Message.class, id);
    if (found != null) {
      found.attempts();
      found.history().entries();
    }
    return Optional.ofNullable(found);
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

  /** What the account's newest message to the recipient was sent from. */
  public Optional<String> lastSender(String account, String to) {
    return entities
        .createQuery(
            "select m.sender from Message m where m.recipient = :to and m.account = :account"
                + " order by m.createdAt desc",
            String.class)
        .setParameter("to", to)
        .setParameter("account", account)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The senders of messages to the recipient for which Plivo took this number. */
  public List<String> sendersBehind(String number, String to) {
    return entities
        .createQuery(
            "select distinct m.sender from Attempt a join a.message m"
                + " where m.recipient = :to and a.sender = :number",
            String.class)
        .setParameter("to", to)
        .setParameter("number", number)
        .getResultList();
  }

  /** The numbers that Plivo took for messages of this sender to the recipient. */
  public Set<String> sentFrom(String sender, String to) {
    return Set.copyOf(
        entities
            .createQuery(
                "select distinct a.sender from Attempt a join a.message m"
                    + " where m.recipient = :to and m.sender = :sender and a.sender is not null",
                String.class)
            .setParameter("to", to)
            .setParameter("sender", sender)
            .getResultList());
  }

  /** Whether another message to the same recipient is being submitted or was not confirmed. */
  public boolean hasOthersUnderSubmission(Message message) {
    return !entities
        .createQuery(
            "select m.id from Message m where m.recipient = :to and m.id <> :id"
                + " and m.status in :underSubmission",
            UUID.class)
        .setParameter("to", message.to())
        .setParameter("id", message.id())
        .setParameter(
            "underSubmission", List.of(MessageStatus.SUBMITTING, MessageStatus.UNCONFIRMED))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * Makes every message that Plivo has and that has no final report due for a question at once.
   *
   * @return how many
   */
  public int askAboutAllOnTheirWay(Instant now) {
    return entities
        .createQuery(
            "update Message m set m.nextActionAt = :now, m.version = m.version + 1"
                + " where m.status in :onTheirWay and m.nextActionAt > :now")
        .setParameter("now", now)
        .setParameter("onTheirWay", Message.ON_THEIR_WAY)
        .executeUpdate();
  }

  /** Newest first, without attempts and timeline. */
  public List<Message> list(MessageFilter filter, int most) {
    CriteriaBuilder is = entities.getCriteriaBuilder();
    CriteriaQuery<Message> query = is.createQuery(Message.class);
    Root<Message> message = query.from(Message.class);
    query.where(conditions(filter, is, message).toArray(Predicate[]::new));
    query.orderBy(is.desc(message.get("createdAt")), is.desc(message.get("id")));
    TypedQuery<Message> page = entities.createQuery(query);
    return page.setMaxResults(most).getResultList();
  }

  private static List<Predicate> conditions(
      MessageFilter filter, CriteriaBuilder is, Root<Message> message) {
    List<Predicate> all = new ArrayList<>();
    if (!filter.statuses().isEmpty()) {
      all.add(message.get("status").in(filter.statuses()));
    }
    if (filter.to() != null) {
      all.add(is.equal(message.get("recipient"), filter.to()));
    }
    if (filter.reference() != null) {
      all.add(is.equal(message.get("reference"), filter.reference()));
    }
    if (filter.since() != null) {
      all.add(is.greaterThanOrEqualTo(message.get("createdAt"), filter.since()));
    }
    if (filter.until() != null) {
      all.add(is.lessThan(message.get("createdAt"), filter.until()));
    }
    if (filter.after() != null) {
      Predicate older = is.lessThan(message.get("createdAt"), filter.after().createdAt());
      Predicate sameTime = is.equal(message.get("createdAt"), filter.after().createdAt());
      Predicate lowerId = is.lessThan(message.<UUID>get("id"), filter.after().id());
      all.add(is.or(older, is.and(sameTime, lowerId)));
    }
    return all;
  }
}
