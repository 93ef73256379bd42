package org.waybill.bench.war;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Timestamp;
import java.util.UUID;

@Entity
@Table(name = "naive_report")
public class NaiveReport {
  @Id private UUID id;

  @Column(name = "attempt_id")
  private UUID attemptId;

  private String nonce;
  private String status;
  private String fields;

  @Column(name = "received_at")
  private Timestamp receivedAt;

  protected NaiveReport() {}

  NaiveReport(UUID attemptId, String nonce, String status, String fields) {
    this.id = UUID.randomUUID();
    this.attemptId = attemptId;
    this.nonce = nonce;
    this.status = status;
    this.fields = fields;
    this.receivedAt = new Timestamp(System.currentTimeMillis());
  }
}
