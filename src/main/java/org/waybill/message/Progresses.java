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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.waybill.message.Progress.State;
import org.waybill.rows.BatchFailed;
import org.waybill.rows.Columns;
import org.waybill.rows.Rows;
import org.waybill.rows.Write;
import org.waybill.rows.Writes;

/**
 * Reads and writes how far many messages have come, with one statement for each table. Set-based
 * and without entities, because reports come by the thousand: docs/adr/0013.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Progresses {
  /** The only attempt of a message, known to Plivo, that waits for reports or was delivered. */
  private static final String READ =
      "select a.id, a.message_id, m.account, m.version, a.message_uuid, a.deadline_at,"
          + " a.status, a.precedence, a.price, a.units, a.price_precedence, a.sender,"
          + " a.words, m.next_action_at"
          + " from "
          + Rows.wanted("uuid")
          + " join attempt a on a.id = wanted.id join message m on m.id = a.message_id"
          + " where a.number = 1 and not a.provisional"
          + " and a.message_uuid is not null"
          + " and a.status in ('submitted', 'queued', 'sent', 'delivered')"
          + " and not exists"
          + " (select 1 from attempt o where o.message_id = a.message_id and o.number = 2)";

  /** The version is the lock: whoever was faster has raised it. */
  private static final Write<Progress> MESSAGES =
      Columns.<Progress>none()
          .uuid("id", Progress::messageId)
          .integer("version", Progress::version)
          .text("status", progress -> progress.status().word())
          .money("price", progress -> progress.bill().price())
          .time("next_action_at", Progress::nextActionAt)
          .time("updated_at", Progress::updatedAt)
          .and(FailureReason.columns(Progress::reason))
          .writtenBy(
              "merge into message m using (select * from %s) v"
                  + " on m.id = v.id and m.version = v.version"
                  + " when matched then update set status = v.status, price = v.price,"
                  + " currency = case when v.price is null then null else 'USD' end,"
                  + " heard = m.heard or m.status <> v.status,"
                  + " next_action_at = v.next_action_at,"
                  + " updated_at = greatest(m.updated_at, v.updated_at),"
                  + " reason_code = v.reason_code, reason_name = v.reason_name,"
                  + " reason_advice = v.reason_advice, version = m.version + 1")
          .failingWith("a message was changed by somebody else meanwhile");

  private static final Write<Progress> ATTEMPTS =
      Columns.<Progress>none()
          .uuid("id", Progress::attemptId)
          .text("status", progress -> progress.status().word())
          .integer("precedence", Progress::precedence)
          .money("price", progress -> progress.bill().price())
          .integer("units", progress -> progress.bill().units())
          .integer("price_precedence", progress -> progress.bill().precedence())
          .text("sender", Progress::sender)
          .text("words", progress -> progress.words().text())
          .and(FailureReason.columns(Progress::reason))
          .writtenBy(
              "merge into attempt a using (select * from %s) v on a.id = v.id"
                  + " when matched then update set status = v.status, precedence = v.precedence,"
                  + " price = v.price, units = v.units, price_precedence = v.price_precedence,"
                  + " sender = v.sender, words = v.words, reason_code = v.reason_code,"
                  + " reason_name = v.reason_name, reason_advice = v.reason_advice");

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
    Map<UUID, Progress> byAttempt = new HashMap<>();
    Rows.query(
        entities.unwrap(Connection.class),
        READ,
        attemptIds,
        row -> byAttempt.put(Rows.uuid(row, 1), progress(row)));
    return byAttempt;
  }

  private static Progress progress(ResultSet row) throws SQLException {
    State state =
        new State(
            Rows.uuid(row, 1),
            Rows.uuid(row, 2),
            row.getString(3),
            row.getLong(4),
            row.getString(5),
            Rows.instant(row, 6));
    Bill bill = new Bill(row.getBigDecimal(9), Rows.integer(row, 10), row.getLong(11));
    return new Progress(
        state,
        status(row.getString(7)),
        row.getLong(8),
        bill,
        row.getString(12),
        Words.ofText(row.getString(13)),
        Rows.instant(row, 14));
  }

  private static MessageStatus status(String word) {
    return MessageStatus.ofWord(word).orElseThrow();
  }

  /**
   * Writes those that have taken a report, and tells of what has changed.
   *
   * @param others what goes to the database together with it, before it
   * @throws BatchFailed when a statement fails, or one of them was changed by somebody else
   *     meanwhile
   */
  public void write(Writes others, Collection<Progress> all) {
    List<Progress> changed =
        all.stream().sorted(Comparator.comparing(Progress::messageId)).toList();
    others.add(MESSAGES, changed).add(ATTEMPTS, changed).execute(entities.unwrap(Connection.class));
    tell(changed);
    bill(changed);
  }

  private void tell(List<Progress> changed) {
    List<StatusChanged> changes =
        changed.stream().flatMap(progress -> progress.changes().stream()).toList();
    if (!changes.isEmpty()) {
      tell.fire(new StatusChanges(changes));
    }
  }

  /** One bill for each account: its day is one row, which everybody locks in the same order. */
  private void bill(List<Progress> changed) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    changed.forEach(
        progress -> sums.merge(progress.account(), progress.billedMore(), BigDecimal::add));
    sums.forEach(
        (account, sum) -> {
          if (sum.signum() != 0) {
            tell.fire(new Billed(account, sum, changed.get(0).updatedAt()));
          }
        });
  }
}
