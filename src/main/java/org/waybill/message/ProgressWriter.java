package org.waybill.message;

import static org.waybill.message.Rows.column;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Writes the progress of many messages: one statement for each table. */
final class ProgressWriter {
  private static final String MESSAGES =
      "merge into message m using (select * from unnest(cast(? as uuid array),"
          + " cast(? as bigint array), cast(? as varchar array), cast(? as numeric(20, 10) array),"
          + " cast(? as timestamp with time zone array),"
          + " cast(? as timestamp with time zone array), cast(? as varchar array),"
          + " cast(? as varchar array), cast(? as varchar array))"
          + " as u(id, version, status, price, next_action_at, updated_at, code, name, advice)) v"
          + " on m.id = v.id and m.version = v.version"
          + " when matched then update set status = v.status, price = v.price,"
          + " currency = case when v.price is null then null else 'USD' end,"
          + " heard = m.heard or m.status <> v.status,"
          + " next_action_at = v.next_action_at, updated_at = v.updated_at,"
          + " reason_code = v.code, reason_name = v.name, reason_advice = v.advice,"
          + " version = m.version + 1";

  private static final String ATTEMPTS =
      "merge into attempt a using (select * from unnest(cast(? as uuid array),"
          + " cast(? as varchar array), cast(? as bigint array), cast(? as numeric(20, 10) array),"
          + " cast(? as integer array), cast(? as bigint array), cast(? as varchar array),"
          + " cast(? as varchar array), cast(? as varchar array), cast(? as varchar array))"
          + " as u(id, status, precedence, price, units, price_precedence, sender, code, name,"
          + " advice)) v"
          + " on a.id = v.id"
          + " when matched then update set status = v.status, precedence = v.precedence,"
          + " price = v.price, units = v.units, price_precedence = v.price_precedence,"
          + " sender = v.sender, reason_code = v.code, reason_name = v.name,"
          + " reason_advice = v.advice";

  private static final String TIMELINE =
      "insert into timeline_entry (id, message_id, attempt, kind, status, source, reason,"
          + " provisional, precedence, at)"
          + " select id, message_id, 1, 'REPORT', status, source, reason, false, precedence, at"
          + " from unnest(cast(? as uuid array), cast(? as uuid array), cast(? as varchar array),"
          + " cast(? as varchar array), cast(? as varchar array), cast(? as bigint array),"
          + " cast(? as timestamp with time zone array))"
          + " as u(id, message_id, status, source, reason, precedence, at)";

  private record Word(Progress progress, Move move) {}

  private final Connection connection;

  ProgressWriter(Connection connection) {
    this.connection = connection;
  }

  void write(List<Progress> changed) throws SQLException {
    List<Progress> inOrder =
        changed.stream().sorted(Comparator.comparing(Progress::messageId)).toList();
    if (messages(inOrder) != inOrder.size()) {
      throw new BatchFailed("a message was changed by somebody else meanwhile");
    }
    attempts(inOrder);
    List<Word> words =
        inOrder.stream()
            .flatMap(progress -> progress.news().stream().map(move -> new Word(progress, move)))
            .toList();
    if (!words.isEmpty()) {
      timeline(words);
    }
  }

  /** The version is the lock: whoever was faster has raised it. */
  private int messages(List<Progress> all) throws SQLException {
    return Rows.write(
        connection,
        MESSAGES,
        column(all, Progress::messageId),
        column(all, Progress::version),
        column(all, progress -> progress.status().word()),
        column(all, progress -> progress.bill().price()),
        column(all, progress -> progress.nextActionAt()),
        column(all, progress -> progress.updatedAt()),
        reason(all, FailureReason::code),
        reason(all, FailureReason::name),
        reason(all, FailureReason::advice));
  }

  private void attempts(List<Progress> all) throws SQLException {
    Rows.write(
        connection,
        ATTEMPTS,
        column(all, Progress::attemptId),
        column(all, progress -> progress.status().word()),
        column(all, Progress::precedence),
        column(all, progress -> progress.bill().price()),
        column(all, progress -> progress.bill().units()),
        column(all, progress -> progress.bill().precedence()),
        column(all, Progress::sender),
        reason(all, FailureReason::code),
        reason(all, FailureReason::name),
        reason(all, FailureReason::advice));
  }

  private void timeline(List<Word> all) throws SQLException {
    Rows.write(
        connection,
        TIMELINE,
        column(all, word -> UuidCreator.getTimeOrderedEpochPlus1()),
        column(all, word -> word.progress().messageId()),
        column(all, word -> word.move().to().word()),
        column(all, word -> word.move().source().name()),
        column(all, word -> word.move().reasonCode()),
        column(all, word -> word.move().precedence()),
        column(all, word -> word.move().at()));
  }

  private static String[] reason(List<Progress> all, Function<FailureReason, String> part) {
    return column(
        all, progress -> progress.reason() == null ? null : part.apply(progress.reason()));
  }
}
