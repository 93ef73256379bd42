package org.waybill.deliveryreport;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.message.AttemptRef;
import org.waybill.message.Source;

/** One row of the ledger: what Plivo told us, as it was told. */
@Entity
@IdClass(ReportId.class)
public class Report {
  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private ReportKind kind;

  @Enumerated(EnumType.STRING)
  private Source source;

  @Column(name = "address_id")
  private UUID addressId;

  @Column(name = "attempt_id")
  private UUID attemptId;

  @Column(name = "message_id")
  private UUID messageId;

  @Column(name = "message_uuid")
  private String messageUuid;

  @Column(name = "loose_uuid")
  private String looseUuid;

  private String status;

  @Enumerated(EnumType.STRING)
  private ReportOutcome outcome;

  @Column(name = "http_method")
  private String httpMethod;

  private String signature;

  /** Each between two commas; null when Plivo was asked. */
  private String accounts;

  @Column(name = "v2_nonce")
  private String v2Nonce;

  @Column(name = "v3_nonce")
  private String v3Nonce;

  private String fields;

  @Id
  @Column(name = "received_at")
  private Instant receivedAt;

  protected Report() {}

  /** It was kept until its attempt became known. */
  void matched(AttemptRef attempt) {
    outcome = ReportOutcome.MATCHED;
    messageId = attempt.messageId();
    attemptId = attempt.attemptId();
  }

  UUID id() {
    return id;
  }

  ReportKind kind() {
    return kind;
  }

  Source source() {
    return source;
  }

  /** Of the callback's address, or found by the UUID; null when neither. */
  UUID attemptId() {
    return attemptId;
  }

  /** Null unless matched. */
  UUID messageId() {
    return messageId;
  }

  /** Plivo's; null when the callback had none. */
  String messageUuid() {
    return messageUuid;
  }

  /** Plivo's word; null when the callback had none. */
  String status() {
    return status;
  }

  ReportOutcome outcome() {
    return outcome;
  }

  String httpMethod() {
    return httpMethod;
  }

  /** The header family that matched; null when Plivo was asked. */
  String signature() {
    return signature;
  }

  /** Those of which one has signed; empty when Plivo was asked. */
  Set<String> accounts() {
    return accounts == null
        ? Set.of()
        : Arrays.stream(accounts.split(","))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  /** All fields as received, a JSON object as text. */
  String fields() {
    return fields;
  }

  Instant receivedAt() {
    return receivedAt;
  }
}
