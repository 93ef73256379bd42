package org.waybill.bench.war;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "naive_message")
public class NaiveMessage {
  private static final List<String> WAY = List.of("submitted", "queued", "sent");

  @Id
  @Column(name = "attempt_id")
  private UUID attemptId;

  private String status;

  /** Whether the status is a step further. */
  boolean advance(String reported) {
    if (place(reported) <= place(status)) {
      return false;
    }
    status = reported;
    return true;
  }

  /** Every final word comes after those on the way. */
  private static int place(String word) {
    int place = WAY.indexOf(word);
    return place < 0 ? WAY.size() : place;
  }
}
