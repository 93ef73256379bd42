package org.waybill.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.message.Progress.State;

/**
 * Reads and writes how far many messages have come, each time with one statement for all. Set-based
 * and without entities, because reports come by the thousand: docs/adr/0013.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Progresses {
  /** The only attempt of a message, known to Plivo, that waits for reports or was delivered. */
  private static final String READ =
      "select a.id, a.message_id, m.account, m.version, a.message_uuid, a.deadline_at, m.asked_at,"
          + " a.status, a.precedence, a.price, a.units, a.price_precedence, a.sender,"
          + " m.next_action_at"
          + " from attempt a join message m on m.id = a.message_id"
          + " where a.id = any(cast(? as uuid array)) and a.number = 1 and not a.provisional"
          + " and a.message_uuid is not null"
          + " and a.status in ('submitted', 'queued', 'sent', 'delivered')"
          + " and not exists"
          + " (select 1 from attempt o where o.message_id = a.message_id and o.number = 2)";

  private static final String WORDS =
      "select message_id, status, precedence from timeline_entry"
          + " where message_id = any(cast(? as uuid array)) and kind = 'REPORT'";

  private final EntityManager entities;
  private final Event<Object> tell;

  protected Progresses() {
    this(null, null);
  }

  @Inject
  public Progresses(EntityManager entities, Event<Object> tell) {
    this.entities = entities;
    this.tell = tell;
  }

  /** Those of the attempts that are of the ordinary way, by id. */
  public Map<UUID, Progress> read(Collection<UUID> attemptIds) {
    try {
      Map<UUID, Progress> byMessage = new HashMap<>();
      Rows.query(connection(), READ, attemptIds, row -> put(byMessage, row));
      Rows.query(connection(), WORDS, byMessage.keySet(), row -> word(byMessage, row));
      return byMessage.values().stream()
          .collect(Collectors.toMap(Progress::attemptId, progress -> progress));
    } catch (SQLException failed) {
      throw new BatchFailed(failed);
    }
  }

  private static void put(Map<UUID, Progress> all, ResultSet row) throws SQLException {
    State state =
        new State(
            Rows.uuid(row, 1),
            Rows.uuid(row, 2),
            row.getString(3),
            row.getLong(4),
            row.getString(5),
            Rows.instant(row, 6),
            Rows.instant(row, 7));
    Bill bill = new Bill(row.getBigDecimal(10), Rows.integer(row, 11), row.getLong(12));
    all.put(
        state.messageId(),
        new Progress(
            state,
            status(row.getString(8)),
            row.getLong(9),
            bill,
            row.getString(13),
            Rows.instant(row, 14)));
  }

  private static void word(Map<UUID, Progress> all, ResultSet row) throws SQLException {
    all.get(Rows.uuid(row, 1)).holds(status(row.getString(2)), row.getLong(3));
  }

  private static MessageStatus status(String word) {
    return MessageStatus.ofWord(word).orElseThrow();
  }

  /**
   * Writes what has changed, and tells of it.
   *
   * @throws BatchFailed when one of them was changed by somebody else meanwhile
   */
  public void write(Collection<Progress> all) {
    List<Progress> changed = all.stream().filter(Progress::isChanged).toList();
    if (!changed.isEmpty()) {
      try {
        new ProgressWriter(connection()).write(changed);
      } catch (SQLException failed) {
        throw new BatchFailed(failed);
      }
      tell(changed);
      bill(changed);
    }
  }

  private void tell(List<Progress> changed) {
    List<StatusChanged> changes =
        changed.stream().flatMap(progress -> progress.changes().stream()).toList();
    if (!changes.isEmpty()) {
      tell.fire(new StatusChanges(changes));
    }
  }

  /** One bill for each account: its day is one row. */
  private void bill(List<Progress> changed) {
    Map<String, BigDecimal> sums = new HashMap<>();
    changed.forEach(
        progress -> sums.merge(progress.account(), progress.billedMore(), BigDecimal::add));
    sums.forEach(
        (account, sum) -> {
          if (sum.signum() != 0) {
            tell.fire(new Billed(account, sum, changed.get(0).updatedAt()));
          }
        });
  }

  private Connection connection() {
    return entities.unwrap(Connection.class);
  }
}
