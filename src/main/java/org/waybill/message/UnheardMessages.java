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
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;
import org.waybill.rows.Writes;

/**
 * Messages that Plivo has, that have no final report, and of which nothing was heard since some
 * time, nor were they asked about after it. They may be many: they are made due for a question step
 * by step, each in a transaction of its own, so that reports never wait long for one of them.
 */
@ApplicationScoped
@Transactional
public class UnheardMessages {
  /** So many in one step. */
  public static final int STEP = 500;

  private static final String WHICH =
      " from message where stage in (%s) and next_action_at > ?1 and updated_at <= ?2"
              .formatted(Messages.quoted(MessageStatus.stages(Message.ON_THEIR_WAY)))
          + " and (asked_at is null or asked_at <= ?2)";

  private record Question(UUID messageId, Instant at) {}

  private static final Write<Question> PLAN =
      Columns.<Question>none()
          .uuid("id", Question::messageId)
          .time("at", Question::at)
          .writtenBy(
              "merge into message m using (select * from %s) v on m.id = v.id"
                  + " when matched then update set next_action_at = v.at, heard = false,"
                  + " version = m.version + 1");

  private final EntityManager entities;

  protected UnheardMessages() {
    this(null);
  }

  @Inject
  public UnheardMessages(EntityManager entities) {
    this.entities = entities;
  }

  /** How many are not due before the given time. */
  public int count(Instant unheardSince, Instant notBefore) {
    return ((Number) of("select count(*)" + WHICH, unheardSince, notBefore).getSingleResult())
        .intValue();
  }

  /**
   * Makes some of those that are due later due at random within a time, so that messages whose
   * deadline comes meanwhile find their place between them.
   *
   * @return how many; less than {@link #STEP} when there are no more but those that somebody else
   *     is just changing
   */
  public int makeDueWithin(Duration time, Instant unheardSince, Instant now) {
    Query next =
        of(
            "select cast(id as varchar(36))"
                + WHICH
                + " order by next_action_at limit ?3 for update skip locked",
            unheardSince,
            now.plus(time));
    List<Question> questions =
        Messages.ids(next.setParameter(3, STEP)).stream()
            .map(id -> new Question(id, now.plus(random(time))))
            .toList();
    new Writes().add(PLAN, questions).execute(entities.unwrap(Connection.class));
    return questions.size();
  }

  private Query of(String sql, Instant unheardSince, Instant dueAfter) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, Timestamp.from(dueAfter))
        .setParameter(2, Timestamp.from(unheardSince));
  }

  private static Duration random(Duration within) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(within.toMillis() + 1));
  }
}
