package org.waybill.suppression;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.paging.Cursor;
import org.waybill.rows.Rows;
import org.waybill.suppression.Suppression.Source;

/**
 * The list of who must not be sent to. Senders and recipients are written as messages have them.
 */
@ApplicationScoped
@Transactional
public class Suppressions {
  /** After which Plivo says nothing any more of a message that was sent before. */
  private static final Duration LIFTED_FOR = Duration.ofDays(30);

  private final EntityManager entities;
  private final InstantSource clock;

  protected Suppressions() {
    this(null, null);
  }

  @Inject
  public Suppressions(EntityManager entities, InstantSource clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Whether the recipient has opted out of any of the senders, of which there is at least one. */
  boolean contains(Set<String> senders, String recipient) {
    return !entities
        .createQuery(
            "select s.id from Suppression s"
                + " where s.recipient = :recipient and s.sender in :senders")
        .setParameter("recipient", recipient)
        .setParameter("senders", senders)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** The senders that each of the recipients has opted out of, if of any. */
  Map<String, Set<String>> sendersUnwantedBy(Set<String> recipients) {
    Map<String, Set<String>> unwanted = new HashMap<>();
    Rows.query(
        entities.unwrap(Connection.class),
        "select s.recipient, s.sender from "
            + Rows.wanted("varchar")
            + " join suppression s on s.recipient = wanted.id",
        recipients,
        row ->
            unwanted
                .computeIfAbsent(row.getString(1), any -> new HashSet<>())
                .add(row.getString(2)));
    return unwanted;
  }

  /**
   * Plivo says of a message that was sent at the given time that its recipient has opted out. That
   * may have changed since.
   */
  void addUnlessLifted(String sender, String recipient, Instant sentAt) {
    boolean lifted =
        !of(
                sender,
                recipient,
                "select sender from lifted_suppression where sender = ?1 and recipient = ?2"
                    + " and at > ?3 and at <= ?4")
            .setParameter(3, Timestamp.from(sentAt))
            .setParameter(4, Timestamp.from(clock.instant()))
            .getResultList()
            .isEmpty();
    if (!lifted) {
      add(sender, recipient, Source.ERROR_200);
    }
  }

  /**
   * @return false when it is there already, with its first source and time
   */
  boolean add(String sender, String recipient, Source source) {
    Instant now = clock.instant();
    int added =
        entities
            .createNativeQuery(
                "insert into suppression (id, sender, recipient, source, created_at)"
                    + " values (cast(?1 as uuid), ?2, ?3, ?4, ?5) on conflict do nothing")
            .setParameter(1, UuidCreator.getTimeOrderedEpochPlus1().toString())
            .setParameter(2, sender)
            .setParameter(3, recipient)
            .setParameter(4, source.name())
            .setParameter(5, Timestamp.from(now))
            .executeUpdate();
    return added == 1;
  }

  /**
   * @return false when there was none
   */
  boolean remove(String sender, String recipient) {
    boolean removed =
        entities
                .createQuery(
                    "delete from Suppression s"
                        + " where s.sender = :sender and s.recipient = :recipient")
                .setParameter("sender", sender)
                .setParameter("recipient", recipient)
                .executeUpdate()
            > 0;
    if (removed) {
      lift(sender, recipient);
    }
    return removed;
  }

  /** The recipient wants it again, whether or not it is known that it did not. */
  void lift(String sender, String recipient) {
    forgetOld();
    Timestamp now = Timestamp.from(clock.instant());
    String again = "update lifted_suppression set at = ?3 where sender = ?1 and recipient = ?2";
    String first =
        "insert into lifted_suppression (sender, recipient, at) values (?1, ?2, ?3)"
            + " on conflict do nothing";
    if (of(sender, recipient, again).setParameter(3, now).executeUpdate() == 0) {
      of(sender, recipient, first).setParameter(3, now).executeUpdate();
    }
  }

  private void forgetOld() {
    entities
        .createNativeQuery("delete from lifted_suppression where at < ?1")
        .setParameter(1, Timestamp.from(clock.instant().minus(LIFTED_FOR)))
        .executeUpdate();
  }

  private Query of(String sender, String recipient, String sql) {
    return entities.createNativeQuery(sql).setParameter(1, sender).setParameter(2, recipient);
  }

  /** Newest first; null means any. */
  List<Suppression> list(String sender, String recipient, Cursor after, int most) {
    TypedQuery<Suppression> query =
        entities.createQuery(
            "select s from Suppression s where (:anySender = true or s.sender = :sender)"
                + " and (:anyRecipient = true or s.recipient = :recipient)"
                + (after == null
                    ? ""
                    : " and (s.createdAt < :at or (s.createdAt = :at and s.id < :id))")
                + " order by s.createdAt desc, s.id desc",
            Suppression.class);
    query.setParameter("anySender", sender == null).setParameter("sender", orNone(sender));
    query.setParameter("anyRecipient", recipient == null);
    query.setParameter("recipient", orNone(recipient));
    if (after != null) {
      query.setParameter("at", after.at()).setParameter("id", after.id());
    }
    return query.setMaxResults(most).getResultList();
  }

  private static String orNone(String value) {
    return value == null ? "" : value;
  }
}
