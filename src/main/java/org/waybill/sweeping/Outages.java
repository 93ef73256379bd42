package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.waybill.database.InstantConverter;
import org.waybill.message.UnheardMessages;

/**
 * When any node was last at work, when one last had a callback, and which questions are still to be
 * planned because nobody was, or none came, for long. All of it is written down, so that another
 * node goes on with the questions of one that died.
 */
@ApplicationScoped
@Transactional
public class Outages {
  /** What may be missing, as its row is numbered. */
  enum Of {
    NODES(1),
    CALLBACKS(2);

    private final int row;

    Of(int row) {
      this.row = row;
    }
  }

  private static final InstantConverter TIMES = new InstantConverter();

  private final EntityManager entities;
  private final UnheardMessages messages;
  private final SweepSettings settings;
  private final InstantSource clock;

  protected Outages() {
    this(null, null, null, null);
  }

  @Inject
  public Outages(
      EntityManager entities,
      UnheardMessages messages,
      SweepSettings settings,
      InstantSource clock) {
    this.entities = entities;
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Callbacks could be heard since the first node was at work: so an address that was wrong from
   * the beginning is an outage, too.
   */
  void begin(Instant at) {
    entities
        .createNativeQuery(
            "insert into heartbeat (id, seen_at) values (?1, ?3), (?2, ?3) on conflict do nothing")
        .setParameter(1, Of.NODES.row)
        .setParameter(2, Of.CALLBACKS.row)
        .setParameter(3, Timestamp.from(at))
        .executeUpdate();
  }

  /**
   * They are there. Of the nodes that see an outage end by it, one is told: the row's lock lets the
   * others find it touched.
   *
   * @param unheardSince if it was an outage: questions are about what was not heard of since, nor
   *     asked about
   * @return about how many messages is to be asked; empty if it was none
   */
  OptionalInt seen(Of what, Instant at, Instant unheardSince) {
    List<?> outage =
        entities
            .createNativeQuery("select id from heartbeat where id = ?1 and seen_at < ?2 for update")
            .setParameter(1, what.row)
            .setParameter(2, Timestamp.from(at.minus(settings.outage())))
            .getResultList();
    touch(what, at);
    return outage.isEmpty() ? OptionalInt.empty() : OptionalInt.of(plan(what, unheardSince));
  }

  /**
   * A time far ahead, by the database's clock, too, is of a clock that has been set right since.
   */
  private void touch(Of what, Instant at) {
    entities
        .createNativeQuery(
            "update heartbeat set seen_at = ?2 where id = ?1"
                + " and (seen_at < ?2 or seen_at > ?3 and seen_at > current_timestamp)")
        .setParameter(1, what.row)
        .setParameter(2, Timestamp.from(at))
        .setParameter(3, Timestamp.from(at.plus(settings.outage())))
        .executeUpdate();
  }

  /** As many a second as can be asked about. */
  private int plan(Of what, Instant unheardSince) {
    Instant now = clock.instant();
    int count = messages.count(unheardSince, now);
    Duration time = Duration.ofMillis(count * 1_000L / settings.questionsPerSecond());
    entities
        .createNativeQuery("update heartbeat set unheard_since = ?2, due_until = ?3 where id = ?1")
        .setParameter(1, what.row)
        .setParameter(2, Timestamp.from(unheardSince))
        .setParameter(3, Timestamp.from(now.plus(time)))
        .executeUpdate();
    return count;
  }

  /**
   * Plans some of the questions, if there are any and no other node is just doing it. Who is at it
   * is at work, however long all of it takes.
   *
   * @param from where the step before ended
   * @return where to go on; empty when there is nothing more to do here
   */
  Optional<Instant> askOn(Of what, Instant from) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select unheard_since, due_until from heartbeat"
                    + " where id = ?1 and unheard_since is not null for update skip locked")
            .setParameter(1, what.row)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Object[] row = (Object[]) rows.get(0);
    Instant now = clock.instant();
    Optional<Instant> next = messages.makeDue(from, time(row[0]), now, time(row[1]));
    if (next.isEmpty()) {
      end(what);
    }
    touch(Of.NODES, now);
    return next;
  }

  private void end(Of what) {
    entities
        .createNativeQuery(
            "update heartbeat set unheard_since = null, due_until = null where id = ?1")
        .setParameter(1, what.row)
        .executeUpdate();
  }

  private static Instant time(Object stored) {
    return TIMES.convertToEntityAttribute(stored);
  }
}
