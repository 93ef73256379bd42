package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;
import org.waybill.rows.Writes;

/**
 * Messages that Plivo has, that have no final report, and of which nothing was heard since some
 * time, nor were they asked about after it. They may be many, so they are made due for a question
 * step by step: reports must not wait long for one of them.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class UnheardMessages {
  /** So many in one step. */
  public static final int STEP = 500;

  private static final String UNHEARD =
      " from Message m where m.stage = :stage and m.nextActionAt >= :from"
          + " and m.updatedAt <= :since and (m.askedAt is null or m.askedAt <= :since)";

  /** What was heard of would put off its question. */
  private static final String TO_PLAN = " and (m.heard = true or m.nextActionAt > :latest)";

  /** By another statement than their end is found, because H2 locks what it sorts, all of it. */
  private static final String LOCKED =
      "select cast(id as varchar(36)) from message where stage = ?1"
          + " and next_action_at >= ?2 and next_action_at <= ?3"
          + " and updated_at <= ?4 and (asked_at is null or asked_at <= ?4)"
          + " and (heard or next_action_at > ?5) for update skip locked";

  private static final String STAGE = MessageStatus.SENT.stage();

  /** Later than any look. */
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * @param at when it is due now
   */
  private record Question(UUID messageId, Instant at) {}

  private static final Write<Question> PLAN =
      Columns.<Question>none()
          .uuid("id", Question::messageId)
          .time("at", Question::at)
          .writtenBy(
              "merge into message m using (select * from %s) v on m.id = v.id"
                  + " when matched then update set heard = false,"
                  + " next_action_at = least(m.next_action_at, v.at), version = m.version + 1");

  private final EntityManager entities;

  protected UnheardMessages() {
    this(null);
  }

  @Inject
  public UnheardMessages(EntityManager entities) {
    this.entities = entities;
  }

  /** How many are due at that time or later. */
  public int count(Instant unheardSince, Instant from) {
    return entities
        .createQuery("select count(m)" + UNHEARD, Long.class)
        .setParameter("stage", STAGE)
        .setParameter("from", from)
        .setParameter("since", unheardSince)
        .getSingleResult()
        .intValue();
  }

  /**
   * Makes the next ones due, those that are due later at random between two times, so that messages
   * whose deadline comes meanwhile find their place between them. What somebody else is just
   * changing is left out.
   *
   * @param from where the step before ended; what was due earlier is left alone
   * @return where this one ended; empty when there are no more
   */
  public Optional<Instant> makeDue(
      Instant from, Instant unheardSince, Instant earliest, Instant latest) {
    Optional<Instant> end = end(from, unheardSince, latest);
    Query locked =
        entities
            .createNativeQuery(LOCKED)
            .setParameter(1, STAGE)
            .setParameter(2, Timestamp.from(from))
            .setParameter(3, Timestamp.from(end.orElse(NEVER)))
            .setParameter(4, Timestamp.from(unheardSince))
            .setParameter(5, Timestamp.from(latest));
    List<Question> questions =
        Messages.ids(locked).stream()
            .map(id -> new Question(id, random(earliest, latest)))
            .toList();
    new Writes().add(PLAN, questions).execute(entities.unwrap(Connection.class));
    return end;
  }

  private Optional<Instant> end(Instant from, Instant unheardSince, Instant latest) {
    return entities
        .createQuery(
            "select m.nextActionAt" + UNHEARD + TO_PLAN + " order by m.stage, m.nextActionAt",
            Instant.class)
        .setParameter("stage", STAGE)
        .setParameter("from", from)
        .setParameter("since", unheardSince)
        .setParameter("latest", latest)
        .setFirstResult(STEP - 1)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The latest one, should all of the time be over. */
  private static Instant random(Instant earliest, Instant latest) {
    long millis = Math.max(0, Duration.between(earliest, latest).toMillis());
    return latest.minusMillis(ThreadLocalRandom.current().nextLong(millis + 1));
  }
}
