package org.waybill.bench.war;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Timestamp;
import java.util.UUID;

@Entity
@Table(name = "naive_history")
public class NaiveHistory {
  @Id private UUID id;

  @Column(name = "attempt_id")
  private UUID attemptId;

  private String status;
  private Timestamp at;

  protected NaiveHistory() {}

  NaiveHistory(UUID attemptId, String status) {
    this.id = UUID.randomUUID();
    this.attemptId = attemptId;
    this.status = status;
    this.at = new Timestamp(System.currentTimeMillis());
  }
}
