package org.waybill.bench.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.waybill.bench.callback.Sent;

/**
 * A past of many messages, delivered or not, with three reports each, made inside PostgreSQL. Ids
 * and times go back from now, one second a message.
 */
public final class Archive {
  private static final int CHUNK = 250_000;

  /** The message's time as a function of n, and ids that are ordered by it. */
  private static final String NUMBERS =
      "with dated as (select n, cast(? as timestamptz) - n * interval '1 second' as at"
          + " from generate_series(?, ?) n), numbered as (select n, at, md5(n::text) as hash,"
          + " case when n % 20 = 7 then 'undelivered' when n % 50 = 11 then 'failed'"
          + " else 'delivered' end as ended,"
          + " lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as ms from dated) ";

  private static final String WORDS =
      "(select string_agg(word || ' 6000004090000 CALLBACK '"
          + " || to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), chr(10))"
          + " from unnest(array['queued', 'sent', ended]) word)";

  /** As {@link Sent#recipient}. */
  private static final String RECIPIENT =
      "'+1415' || (%1$d + n::bigint * %2$d %% %1$d)".formatted(Sent.RECIPIENTS, Sent.STRIDE);

  private static final List<String> STATEMENTS =
      List.of(
          "insert into message (id, client, account, recipient, sender, pooled, body, encoding, segments,"
              + " reference, priority, status, provisional, message_uuid, price, currency,"
              + " heard, created_at, updated_at, version) select "
              + id("1")
              + ", 'bench', 'default', "
              + RECIPIENT
              + ", '+14155550199', false, "
              + Seed.BODY
              + ", 'GSM', 1, 'archive-' || n, 1, ended, false, hash::uuid::text,"
              + " 0.0055, 'USD', true, at, at, 6 from numbered",
          "insert into attempt (id, message_id, number, tries, failures, status, provisional, message_uuid,"
              + " http_status, units, price, price_precedence, precedence, words, created_at,"
              + " submitting_at, deadline_at) select "
              + id("2")
              + ", "
              + id("1")
              + ", 1, 1, 0, ended, false, hash::uuid::text, 202, 1, 0.0055, 6000004090000,"
              + " 6000004090000, "
              + WORDS
              + ", at, at, at + interval '1 day' from numbered",
          "insert into step (id, message_id, attempt, status, source, provisional, at) select "
              + id("3 || step")
              + ", "
              + id("1")
              + ", 1, case step when 1 then 'accepted' when 2 then 'submitting' else 'submitted'"
              + " end, case step when 1 then 'CLIENT' else 'DISPATCHER' end, false, at"
              + " from numbered, generate_series(1, 3) step",
          "insert into report (id, kind, source, address_id, attempt_id, message_id, message_uuid, status,"
              + " outcome, http_method, signature, v3_nonce, fields, received_at)"
              + " select "
              + id("4 || step")
              + ", 'SMS', 'CALLBACK', "
              + id("2")
              + ", "
              + id("2")
              + ", "
              + id("1")
              + ", hash::uuid::text, case step when 1 then 'queued' when 2 then 'sent' else ended"
              + " end, 'MATCHED', 'POST', 'MA_V3', md5(n || '-' || step)::uuid::text,"
              + " '{\"MessageUUID\":[\"' || hash || '\"],\"From\":[\"14155550199\"],\"Units\":[\"1\"],"
              + "\"TotalRate\":[\"0.00550\"],\"TotalAmount\":[\"0.00550\"],\"MCC\":[\"310\"],"
              + "\"MNC\":[\"004\"],\"Type\":[\"sms\"],\"Sequence\":[\"' || step || '\"]}', at"
              + " from numbered, generate_series(1, 3) step");

  private Archive() {}

  /** Different last digits make different ids of the same moment. */
  private static String id(String kind) {
    return "(ms || '7' || substr(hash, 1, 3) || '8' || substr(md5(hash || "
        + (kind.contains("||") ? kind.replaceFirst("(\\d)", "'$1'") : "'" + kind + "'")
        + "), 1, 15))::uuid";
  }

  /** By as many connections as there are cores, for each is busy with its indexes. */
  public static void fill(BenchDatabase database, int messages)
      throws SQLException, InterruptedException {
    Timestamp now = Timestamp.from(Instant.now());
    database.expectMuch(true);
    List<Callable<Void>> chunks = new ArrayList<>();
    for (int from = 1; from <= messages; from += CHUNK) {
      int first = from;
      int last = Math.min(messages, from + CHUNK - 1);
      chunks.add(() -> fill(database, now, first, last));
    }
    ExecutorService fillers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      for (Future<Void> chunk : fillers.invokeAll(chunks)) {
        chunk.get();
      }
    } catch (ExecutionException failed) {
      throw new SQLException("the archive is not complete", failed.getCause());
    } finally {
      fillers.shutdownNow();
      database.expectMuch(false);
    }
  }

  private static Void fill(BenchDatabase database, Timestamp now, int first, int last)
      throws SQLException {
    try (Connection connection = database.waybill()) {
      for (String sql : STATEMENTS) {
        try (PreparedStatement insert = connection.prepareStatement(NUMBERS + sql)) {
          insert.setTimestamp(1, now);
          insert.setInt(2, first);
          insert.setInt(3, last);
          insert.executeUpdate();
        }
      }
    }
    return null;
  }

  /** All messages and reports, not only those of the past. */
  public static void clear(BenchDatabase database) throws SQLException {
    try (Connection connection = database.waybill();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate message, attempt, step, report");
    }
  }
}
