package org.waybill.bench.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.waybill.bench.callback.Sent;

/**
 * Messages that Plivo has just taken, in the state in which Waybill would have left them. The one
 * place of the benchmark that writes Waybill's tables.
 */
public final class Seed {
  /**
   * Longer than any run: Plivo, which is not there, is not asked about what waits for its callback
   * or was left on its way.
   */
  public static final Duration SILENCE = Duration.ofHours(12);

  private static final int BATCH = 1_000;

  /** As long as a segment, nearly. */
  static final String BODY = "rpad('Hello from the benchmark', 150, '.')";

  private static final String MESSAGE =
      "insert into message (id, client, account, recipient, sender, pooled, body, encoding, segments,"
          + " priority, status, provisional, message_uuid, next_action_at, heard, created_at, updated_at,"
          + " version) values (?, 'bench', 'default', ?, '+14155550199', false, "
          + BODY
          + ", 'GSM', 1, 1, 'submitted', false, ?, ?, true, ?, ?, 3)";
  private static final String ATTEMPT =
      "insert into attempt (id, message_id, number, tries, failures, status, provisional, message_uuid,"
          + " http_status, price_precedence, precedence, created_at, submitting_at, deadline_at)"
          + " values (?, ?, 1, 1, 0, 'submitted', false, ?, 202, 0, 0, ?, ?, ?)";
  private static final String STEP =
      "insert into step (id, message_id, attempt, status, source, provisional, at)"
          + " values (?, ?, 1, ?, ?, false, ?)";
  private static final String NAIVE =
      "insert into naive_message (attempt_id, status) values (?, 'submitted')";

  private Seed() {}

  public static List<Sent> waybill(Connection connection, int messages) throws SQLException {
    List<Sent> sent = sent(messages);
    connection.setAutoCommit(false);
    try (PreparedStatement message = connection.prepareStatement(MESSAGE);
        PreparedStatement attempt = connection.prepareStatement(ATTEMPT);
        PreparedStatement step = connection.prepareStatement(STEP)) {
      for (int from = 0; from < messages; from += BATCH) {
        for (Sent one : sent.subList(from, Math.min(messages, from + BATCH))) {
          add(one, Instant.now(), message, attempt, step);
        }
        message.executeBatch();
        attempt.executeBatch();
        step.executeBatch();
        connection.commit();
      }
    }
    return sent;
  }

  public static List<Sent> naive(Connection connection, int messages) throws SQLException {
    List<Sent> sent = sent(messages);
    connection.setAutoCommit(false);
    try (PreparedStatement message = connection.prepareStatement(NAIVE)) {
      for (int from = 0; from < messages; from += BATCH) {
        for (Sent one : sent.subList(from, Math.min(messages, from + BATCH))) {
          addRow(message, one.attemptId());
        }
        message.executeBatch();
      }
      connection.commit();
    }
    return sent;
  }

  private static List<Sent> sent(int messages) {
    List<Sent> sent = new ArrayList<>(messages);
    for (int number = 0; number < messages; number++) {
      UUID messageId = UuidCreator.getTimeOrderedEpochPlus1();
      UUID attemptId = UuidCreator.getTimeOrderedEpochPlus1();
      sent.add(new Sent(messageId, attemptId, UUID.randomUUID(), number));
    }
    return sent;
  }

  private static void add(
      Sent one,
      Instant now,
      PreparedStatement message,
      PreparedStatement attempt,
      PreparedStatement step)
      throws SQLException {
    Timestamp at = Timestamp.from(now);
    Timestamp deadline = Timestamp.from(now.plus(Duration.ofHours(24)));
    String uuid = one.plivoUuid().toString();
    Timestamp look = Timestamp.from(now.plus(SILENCE));
    addRow(message, one.messageId(), one.recipient(), uuid, look, at, at);
    addRow(attempt, one.attemptId(), one.messageId(), uuid, at, at, deadline);
    addStep(step, one, "accepted", "CLIENT", at);
    addStep(step, one, "submitting", "DISPATCHER", at);
    addStep(step, one, "submitted", "DISPATCHER", at);
  }

  private static void addStep(
      PreparedStatement step, Sent one, String status, String source, Timestamp at)
      throws SQLException {
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    addRow(step, id, one.messageId(), status, source, at);
  }

  private static void addRow(PreparedStatement insert, Object... values) throws SQLException {
    for (int place = 0; place < values.length; place++) {
      insert.setObject(place + 1, values[place]);
    }
    insert.addBatch();
  }
}
