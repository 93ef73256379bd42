package org.waybill.message;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.waybill.message.Rows.Column;

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
        column("uuid", all, Progress::messageId),
        column("int8", all, Progress::version),
        column("varchar", all, progress -> progress.status().word()),
        column("numeric", all, progress -> progress.bill().price()),
        column("timestamptz", all, progress -> Rows.time(progress.nextActionAt())),
        column("timestamptz", all, progress -> Rows.time(progress.updatedAt())),
        reason(all, FailureReason::code),
        reason(all, FailureReason::name),
        reason(all, FailureReason::advice));
  }

  private void attempts(List<Progress> all) throws SQLException {
    Rows.write(
        connection,
        ATTEMPTS,
        column("uuid", all, Progress::attemptId),
        column("varchar", all, progress -> progress.status().word()),
        column("int8", all, Progress::precedence),
        column("numeric", all, progress -> progress.bill().price()),
        column("int4", all, progress -> progress.bill().units()),
        column("int8", all, progress -> progress.bill().precedence()),
        column("varchar", all, Progress::sender),
        reason(all, FailureReason::code),
        reason(all, FailureReason::name),
        reason(all, FailureReason::advice));
  }

  private void timeline(List<Word> all) throws SQLException {
    Rows.write(
        connection,
        TIMELINE,
        column("uuid", all, word -> UuidCreator.getTimeOrderedEpochPlus1()),
        column("uuid", all, word -> word.progress().messageId()),
        column("varchar", all, word -> word.move().to().word()),
        column("varchar", all, word -> word.move().source().name()),
        column("varchar", all, word -> word.move().reasonCode()),
        column("int8", all, word -> word.move().precedence()),
        column("timestamptz", all, word -> Rows.time(word.move().at())));
  }

  private static Column reason(List<Progress> all, Function<FailureReason, String> part) {
    return column(
        "varchar",
        all,
        progress -> progress.reason() == null ? null : part.apply(progress.reason()));
  }

  private static <T> Column column(String type, List<T> rows, Function<T, Object> value) {
    return new Column(type, rows.stream().map(value).toArray());
  }
}
