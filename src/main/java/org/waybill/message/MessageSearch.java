package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds messages by anything but their id, and locks none. */
@ApplicationScoped
@Transactional
public class MessageSearch {
  private final EntityManager entities;

  protected MessageSearch() {
    this(null);
  }

  @Inject
  public MessageSearch(EntityManager entities) {
    this.entities = entities;
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
      all.add(message.get("stage").in(MessageStatus.stages(filter.statuses())));
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

  /** Those of the messages that Plivo has answered or that have ended. */
  public List<UUID> answeredByPlivo(Set<UUID> ids) {
    return entities
        .createQuery(
            "select m.id from Message m where m.id in :ids and m.status in :statuses", UUID.class)
        .setParameter("ids", ids)
        .setParameter("statuses", MessageStatus.ANSWERED)
        .getResultList();
  }

  /** From which of the senders the account's newest message to the recipient was sent. */
  public Optional<String> lastSender(String account, String to, List<String> senders) {
    return entities
        .createQuery(
            "select m.sender from Message m where m.recipient = :to and m.account = :account"
                + " and m.sender in :senders order by m.createdAt desc",
            String.class)
        .setParameter("to", to)
        .setParameter("account", account)
        .setParameter("senders", senders)
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

  /**
   * Whether another message to the same recipient is being submitted, was not confirmed, or was
   * given up unconfirmed, the last if it was submitted around the given time.
   */
  public boolean hasOthersWithoutUuid(Message message, Instant at, Duration around) {
    return !entities
        .createQuery(
            "select a.id from Attempt a where a.message.recipient = :to and a.message.id <> :id"
                + " and (a.message.status in :underSubmission or (a.provisional = true"
                + " and a.messageUuid is null and a.submittingAt between :since and :until))",
            UUID.class)
        .setParameter("to", message.to())
        .setParameter("id", message.id())
        .setParameter(
            "underSubmission", List.of(MessageStatus.SUBMITTING, MessageStatus.UNCONFIRMED))
        .setParameter("since", at.minus(around))
        .setParameter("until", at.plus(around))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
