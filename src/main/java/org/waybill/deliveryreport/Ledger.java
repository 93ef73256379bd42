package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.waybill.message.AttemptRef;
import org.waybill.paging.Cursor;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;

/** Everything that Plivo ever told us. Rows are added, never changed but for their match. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Ledger {
  /**
   * Most are found by their address: only the others are indexed by Plivo's id. The addresses are
   * asked for beforehand: of an alternative with a question in it no database makes a look into two
   * indexes.
   */
  private static final String OF_UUID =
      " and r.messageUuid = :uuid and (r.looseUuid = :uuid or r.addressId in :addresses)";

  private static final String OF_UNKNOWN_UUID = " and r.looseUuid = :uuid";

  /**
   * Reports of attempts that are known. Fails when a nonce of one of them is there already: asking
   * beforehand, as {@code on conflict} does, takes a third of the time of an insert.
   */
  static final Write<Matched> APPEND =
      Columns.<Matched>none()
          .uuid("id", matched -> matched.told().id())
          .text("source", matched -> matched.told().source().name())
          .uuid("attempt_id", matched -> matched.progress().attemptId())
          .uuid("message_id", matched -> matched.progress().messageId())
          .text("message_uuid", matched -> matched.told().messageUuid().orElse(null))
          .text("status", matched -> matched.told().status().orElse(null))
          .text("http_method", matched -> matched.told().httpMethod())
          .text("signature", matched -> matched.told().signature().family().name())
          .text("v2_nonce", matched -> matched.told().nonces().v2())
          .text("v3_nonce", matched -> matched.told().nonces().v3())
          .text("fields", matched -> FieldsJson.text(matched.told().fields()))
          .time("received_at", matched -> matched.told().receivedAt())
          .text("accounts", matched -> accounts(matched.told()))
          .writtenBy(
              "insert into report (id, kind, source, address_id, attempt_id, message_id,"
                  + " message_uuid, status, outcome, http_method, signature, v2_nonce, v3_nonce,"
                  + " fields, received_at, accounts) select id, 'SMS', source, attempt_id,"
                  + " attempt_id, message_id, message_uuid, status, 'MATCHED', http_method,"
                  + " signature, v2_nonce, v3_nonce, fields, received_at, accounts from %s");

  private final EntityManager entities;

  protected Ledger() {
    this(null);
  }

  @Inject
  public Ledger(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * @param attempt the attempt it tells of; null when none is known
   * @return false when a callback with one of its nonces is there already: then nothing was added
   */
  boolean append(Told told, AttemptRef attempt, ReportOutcome outcome) {
    int added =
        entities
            .createNativeQuery(
                "insert into report (id, kind, source, attempt_id, message_id, message_uuid,"
                    + " status, outcome, http_method, signature, v2_nonce, v3_nonce, fields,"
                    + " received_at, accounts, address_id, loose_uuid) values (cast(?1 as uuid),"
                    + " ?2, ?3, cast(?4 as uuid), cast(?5 as uuid), ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
                    + " ?13, ?14, ?15, cast(?16 as uuid), ?17)"
                    + " on conflict do nothing")
            .setParameter(1, told.id().toString())
            .setParameter(2, told.kind().name())
            .setParameter(3, told.source().name())
            .setParameter(4, text(attempt == null ? told.attemptId() : attempt.attemptId()))
            .setParameter(5, text(attempt == null ? null : attempt.messageId()))
            .setParameter(6, told.messageUuid().orElse(null))
            .setParameter(7, told.status().orElse(null))
            .setParameter(8, outcome.name())
            .setParameter(9, told.httpMethod())
            .setParameter(10, told.signature() == null ? null : told.signature().family().name())
            .setParameter(11, told.nonces().v2())
            .setParameter(12, told.nonces().v3())
            .setParameter(13, FieldsJson.text(told.fields()))
            .setParameter(14, Timestamp.from(told.receivedAt()))
            .setParameter(15, accounts(told))
            .setParameter(16, told.addressId().toString())
            .setParameter(17, told.isAt(attempt) ? null : told.messageUuid().orElse(null))
            .executeUpdate();
    return added == 1;
  }

  private static String accounts(Told told) {
    return told.accounts().isEmpty() ? null : "," + String.join(",", told.accounts()) + ",";
  }

  private static String text(UUID id) {
    return Objects.toString(id, null);
  }

  /** Whether every callback that came with one of these nonces before had the same content. */
  boolean holdsSameContent(Told told) {
    return entities
        .createQuery(
            "select r from Report r where r.addressId = :address"
                + " and (r.v2Nonce = :v2 or r.v3Nonce = :v3)",
            Report.class)
        .setParameter("address", told.addressId())
        .setParameter("v2", told.nonces().v2())
        .setParameter("v3", told.nonces().v3())
        .getResultStream()
        .allMatch(told::hasContentOf);
  }

  /**
   * Whether this incoming message was told of before: Plivo repeats what nobody answered in time.
   */
  boolean holdsInbound(Told told) {
    return told.messageUuid().stream()
        .flatMap(
            uuid ->
                entities
                    .createQuery(
                        "select r.id from Report r where r.looseUuid = :uuid and r.kind = :inbound",
                        UUID.class)
                    .setParameter("uuid", uuid)
                    .setParameter("inbound", ReportKind.INBOUND)
                    .setMaxResults(1)
                    .getResultStream())
        .findAny()
        .isPresent();
  }

  /** What was kept of this UUID because no attempt was known by it. */
  List<Report> unmatched(String messageUuid) {
    return entities
        .createQuery(
            "select r from Report r where r.looseUuid = :uuid and r.outcome = :unmatched"
                + " and r.kind = :sms order by r.receivedAt",
            Report.class)
        .setParameter("uuid", messageUuid)
        .setParameter("unmatched", ReportOutcome.UNMATCHED)
        .setParameter("sms", ReportKind.SMS)
        .getResultList();
  }

  /**
   * UUIDs with unmatched reports since the given time although an attempt is known by them, of
   * which the report may tell.
   */
  List<String> overlooked(Instant since, int most) {
    return entities
        .createQuery(
            "select distinct r.looseUuid from Report r, Attempt a"
                + " where a.messageUuid = r.looseUuid and r.outcome = :unmatched"
                + " and r.kind = :sms and r.receivedAt >= :since and (r.accounts is null"
                + " or locate(concat(',', a.message.account, ','), r.accounts) > 0)",
            String.class)
        .setParameter("unmatched", ReportOutcome.UNMATCHED)
        .setParameter("sms", ReportKind.SMS)
        .setParameter("since", since)
        .setMaxResults(most)
        .getResultList();
  }

  /** Newest first; null means any. */
  List<Report> list(ReportKind kind, String messageUuid, Instant since, Cursor after, int most) {
    List<UUID> addresses = messageUuid == null ? List.of() : attempts(messageUuid);
    String where = "select r from Report r where 1 = 1";
    where += kind == null ? "" : " and r.kind = :kind";
    where += messageUuid == null ? "" : addresses.isEmpty() ? OF_UNKNOWN_UUID : OF_UUID;
    where += since == null ? "" : " and r.receivedAt >= :since";
    where +=
        after == null ? "" : " and (r.receivedAt < :at or (r.receivedAt = :at and r.id < :id))";
    var query =
        entities.createQuery(where + " order by r.receivedAt desc, r.id desc", Report.class);
    if (kind != null) {
      query.setParameter("kind", kind);
    }
    if (messageUuid != null) {
      query.setParameter("uuid", messageUuid);
    }
    if (!addresses.isEmpty()) {
      query.setParameter("addresses", addresses);
    }
    if (since != null) {
      query.setParameter("since", since);
    }
    if (after != null) {
      query.setParameter("at", after.at()).setParameter("id", after.id());
    }
    return query.setMaxResults(most).getResultList();
  }

  private List<UUID> attempts(String messageUuid) {
    return entities
        .createQuery("select a.id from Attempt a where a.messageUuid = :uuid", UUID.class)
        .setParameter("uuid", messageUuid)
        .getResultList();
  }
}
