package org.waybill.suppression;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Timestamp;
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
    return entities
            .createQuery(
                "delete from Suppression s where s.sender = :sender and s.recipient = :recipient")
            .setParameter("sender", sender)
            .setParameter("recipient", recipient)
            .executeUpdate()
        > 0;
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
