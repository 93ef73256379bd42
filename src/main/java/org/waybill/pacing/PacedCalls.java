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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.database.InstantConverter;

/** The calls that were granted of late, and the lock of each account under which they are. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PacedCalls {
  /** Longer than the longest period of a limit. */
  private static final Duration KEPT = Duration.ofMinutes(2);

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

  /** Of the given kinds since then. */
  Usage usage(String account, Set<CallKind> kinds, Instant since) {
    String words =
        kinds.stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(","));
    Object[] row =
        (Object[])
            of(
                    account,
                    "select coalesce(sum(number), 0), min(at) from paced_call"
                        + " where account = ?1 and at > ?2 and kind in ("
                        + words
                        + ")")
                .setParameter(2, Timestamp.from(since))
                .getSingleResult();
    return new Usage(((Number) row[0]).intValue(), TIMES.convertToEntityAttribute(row[1]));
  }

  /** The time of the latest grant, by the clock of whichever node gave it. */
  Instant latestAt(String account) {
    List<?> latest =
        of(account, "select max(at) from paced_call where account = ?1").getResultList();
    return TIMES.convertToEntityAttribute(latest.get(0));
  }

  /** Reads under way: their nodes have not told that they are over. */
  int busy(String account, Instant now) {
    Object sum =
        of(
                account,
                "select coalesce(sum(number), 0) from paced_call"
                    + " where account = ?1 and busy_until > ?2")
            .setParameter(2, Timestamp.from(now))
            .getSingleResult();
    return ((Number) sum).intValue();
  }

  /**
   * @param busyUntil when it is over at the latest; null when its being under way is seen elsewhere
   */
  UUID add(String account, CallKind kind, int number, Instant at, Instant busyUntil) {
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    of(
            account,
            "insert into paced_call (account, id, kind, number, at, busy_until)"
                + " values (?1, cast(?2 as uuid), ?3, ?4, ?5, cast(?6 as timestamp with time zone))")
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

  /** Also those of a clock that was far ahead: they would stop everything until its time comes. */
  void forget(String account, Instant now) {
    of(account, "delete from paced_call where account = ?1 and (at < ?2 or at > ?3)")
        .setParameter(2, Timestamp.from(now.minus(KEPT)))
        .setParameter(3, Timestamp.from(now.plus(KEPT)))
        .executeUpdate();
  }

  private Query of(String account, String sql) {
    return entities.createNativeQuery(sql).setParameter(1, account);
  }
}
