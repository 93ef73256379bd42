package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses which accepted messages go next. Clients take turns: the lane that was served longest ago
 * comes first, so a client with one message does not wait for another's hundred thousand. Within a
 * client what has high priority goes first, then what was due first.
 */
@ApplicationScoped
public class Lanes {
  private static final String WAITING =
      " where m.stage = 'accepted' and m.account = ?1 and m.client = %s and m.priority = %s"
          + " and m.next_action_at <= ?2";

  private final EntityManager entities;

  /** Lanes that are surely in the database. */
  private final Set<LaneOpened> open = ConcurrentHashMap.newKeySet();

  protected Lanes() {
    this(null);
  }

  @Inject
  public Lanes(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * In the caller's transaction: whoever waited for a second connection while holding one could
   * wait for ever. Others who open the same lane wait for the end of this transaction.
   *
   * @return false if it surely was open; else {@link LaneOpened} has to be fired, so that it is
   *     remembered when the transaction has committed
   */
  boolean open(String account, Lane lane) {
    if (open.contains(new LaneOpened(account, lane))) {
      return false;
    }
    of(
            account,
            lane,
            "insert into lane (account, client, priority, served_at) values (?1, ?2, ?3, ?4)"
                + " on conflict do nothing")
        .setParameter(4, Timestamp.from(Instant.EPOCH))
        .executeUpdate();
    return true;
  }

  void remember(@Observes(during = TransactionPhase.AFTER_SUCCESS) LaneOpened opened) {
    open.add(opened);
  }

  /** Locks up to {@code most} due messages of the account against everybody else. */
  Taken<UUID> take(String account, Instant now, int most) {
    List<Lane> waiting = waiting(account, now);
    List<Lane> first = waiting.stream().filter(lane -> !isOutranked(lane, waiting)).toList();
    boolean more = first.size() < waiting.size();
    Map<Lane, List<UUID>> taken = new LinkedHashMap<>();
    int left = most;
    for (int i = 0; i < first.size() && left > 0; i++) {
      int lanes = first.size() - i;
      int share = (left + lanes - 1) / lanes;
      List<UUID> ids = take(account, first.get(i), now, share);
      taken.put(first.get(i), ids);
      more |= ids.size() == share;
      left -= ids.size();
    }
    if (waiting.size() > 1) { // else there is nobody whose turn it could be next
      taken.keySet().forEach(lane -> served(account, lane, now));
    }
    List<UUID> all = taken.values().stream().flatMap(List::stream).toList();
    return new Taken<>(all, more && !all.isEmpty());
  }

  /** Served longest ago first. */
  private List<Lane> waiting(String account, Instant now) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select l.client, l.priority from lane l where l.account = ?1 and exists"
                    + " (select 1 from message m"
                    + WAITING.formatted("l.client", "l.priority")
                    + ") order by l.served_at, l.priority, l.client")
            .setParameter(1, account)
            .setParameter(2, Timestamp.from(now))
            .getResultList();
    return rows.stream().map(row -> lane((Object[]) row)).toList();
  }

  /** A client's ordinary messages wait for its urgent ones. */
  private static boolean isOutranked(Lane lane, List<Lane> all) {
    return all.stream()
        .anyMatch(
            other ->
                other.client().equals(lane.client())
                    && other.priority().compareTo(lane.priority()) < 0);
  }

  private static Lane lane(Object[] row) {
    return new Lane((String) row[0], Priority.values()[((Number) row[1]).intValue()]);
  }

  private List<UUID> take(String account, Lane lane, Instant now, int most) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select cast(m.id as varchar(36)) from message m"
                    + WAITING.formatted("?3", "?4")
                    + " order by m.next_action_at limit ?5 for update skip locked")
            .setParameter(1, account)
            .setParameter(2, Timestamp.from(now))
            .setParameter(3, lane.client())
            .setParameter(4, lane.priority().ordinal())
            .setParameter(5, most)
            .getResultList();
    return ids.stream().map(id -> UUID.fromString((String) id)).toList();
  }

  private void served(String account, Lane lane, Instant now) {
    of(
            account,
            lane,
            "update lane set served_at = ?4 where account = ?1 and client = ?2 and priority = ?3")
        .setParameter(4, Timestamp.from(now))
        .executeUpdate();
  }

  private Query of(String account, Lane lane, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, account)
        .setParameter(2, lane.client())
        .setParameter(3, lane.priority().ordinal());
  }
}
