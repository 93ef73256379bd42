package org.waybill.pacing;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.waybill.database.InstantConverter;
import org.waybill.message.Messages;

/** The calls that were granted of late, and the lock of each account under which they are. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PacedCalls {
  /** Longer than the longest period of a limit. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  /** So that it is not done with each grant. */
  private static final Duration KEPT_AT_MOST = KEPT.plusSeconds(10);

  private static final String LATEST = "(select max(at) from paced_call where account = ?1)";

  private static final String OF_KIND = "case when kind = ?4 and at > ?3 then ";
  private static final String OF_ALL = "case when at > ?5 then ";

  /**
   * The account's calls since the earlier of both times. Each time has an end, too: with one alone
   * PostgreSQL takes a third of all rows to be meant, unless it plans the statement anew each time,
   * which takes longer than the statement itself.
   */
  private static final String RECENT =
      "select max(at) as latest_at,"
          + " (select min(at) from paced_call where account = ?1) as oldest_at, "
          + Messages.underSubmission("?1")
          + " + (select coalesce(sum(number), 0) from paced_call where account = ?1"
          + " and busy_until > ?2 and busy_until < ?7) as under_way, coalesce(sum("
          + OF_KIND
          + "number end), 0) as of_kind, min("
          + OF_KIND
          + "at end) as of_kind_since, coalesce(sum("
          + OF_ALL
          + "number end), 0) as of_all, min("
          + OF_ALL
          + "at end) as of_all_since from paced_call"
          + " where account = ?1 and at > ?6 and at < ?7";

  /** Later than any clock. */
  private static final Timestamp NEVER = Timestamp.from(Instant.parse("9999-12-31T00:00:00Z"));

  private static final InstantConverter TIMES = new InstantConverter();

  private final EntityManager entities;

  protected PacedCalls() {
    this(null);
  }

  @Inject
  public PacedCalls(EntityManager entities) {
    this.entities = entities;
  }

  void open(String account) {
    entities
        .createNativeQuery("insert into pace (account) values (?1) on conflict do nothing")
        .setParameter(1, account)
        .executeUpdate();
  }

  /**
   * Keeps every other node from granting until the end of the transaction.
   *
   * @return false when the account has no row to lock
   */
  boolean lock(String account) {
    return !entities
        .createNativeQuery("select account from pace where account = ?1 for update")
        .setParameter(1, account)
        .getResultList()
        .isEmpty();
  }

  /**
   * What went of late, with one question to the database.
   *
   * @param ofKind since when calls of that kind count
   * @param all since when calls of any kind count
   */
  Recent recent(String account, Instant now, CallKind kind, Instant ofKind, Instant all) {
    Object[] row =
        (Object[])
            of(account, RECENT)
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, Timestamp.from(ofKind))
                .setParameter(4, kind.word())
                .setParameter(5, Timestamp.from(all))
                .setParameter(6, Timestamp.from(all.isBefore(ofKind) ? all : ofKind))
                .setParameter(7, NEVER)
                .getSingleResult();
    return new Recent(
        time(row[0]),
        time(row[1]),
        ((Number) row[2]).intValue(),
        new Usage(((Number) row[3]).intValue(), time(row[4])),
        new Usage(((Number) row[5]).intValue(), time(row[6])));
  }

  private static Instant time(Object stored) {
    return TIMES.convertToEntityAttribute(stored);
  }

  /** The time of the latest grant, by the clock of whichever node gave it; null without one. */
  Instant latestAt(String account) {
    return time(of(account, "select " + LATEST).getResultList().get(0));
  }

  /**
   * @param at by this node's clock; it counts as granted no earlier than the latest before it
   * @param busyUntil when it is over at the latest; null when its being under way is seen elsewhere
   */
  UUID add(String account, CallKind kind, int number, Instant at, Instant busyUntil) {
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    of(
            account,
            "insert into paced_call (account, id, kind, number, at, busy_until)"
                + " values (?1, cast(?2 as uuid), ?3, ?4, greatest(cast(?5 as timestamp with time"
                + " zone), coalesce("
                + LATEST
                + ", ?5)), cast(?6 as timestamp with time zone))")
        .setParameter(2, id.toString())
        .setParameter(3, kind.word())
        .setParameter(4, number)
        .setParameter(5, Timestamp.from(at))
        .setParameter(6, busyUntil == null ? null : Timestamp.from(busyUntil))
        .executeUpdate();
    return id;
  }

  void over(UUID id) {
    entities
        .createNativeQuery("update paced_call set busy_until = null where id = cast(?1 as uuid)")
        .setParameter(1, id.toString())
        .executeUpdate();
  }

  /**
   * Forgets the calls that no limit counts any more once the oldest has been kept some seconds too
   * long, and those of a clock that was far ahead, which would stop everything until its time
   * comes.
   *
   * @return whether anything was to be forgotten, so that what is known of the account has changed
   */
  boolean forget(String account, Recent known, Instant now) {
    boolean isToForget =
        known.reachesBackBefore(now.minus(KEPT_AT_MOST)) || known.reachesBeyond(now.plus(KEPT));
    if (isToForget) {
      of(account, "delete from paced_call where account = ?1 and (at < ?2 or at > ?3)")
          .setParameter(2, Timestamp.from(now.minus(KEPT)))
          .setParameter(3, Timestamp.from(now.plus(KEPT)))
          .executeUpdate();
    }
    return isToForget;
  }

  private Query of(String account, String sql) {
    return entities.createNativeQuery(sql).setParameter(1, account);
  }
}
