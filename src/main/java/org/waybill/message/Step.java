package org.waybill.message;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.waybill.message.TimelineEntry.Kind;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;

/** One step of ours in a message's history. What Plivo says is kept with its attempt. */
@Entity
public class Step {
  static final Write<Step> INSERT =
      Columns.<Step>none()
          .uuid("id", row -> row.id)
          .uuid("message_id", row -> row.message.id())
          .integer("attempt", row -> row.attempt)
          .text("status", row -> row.status.word())
          .text("source", row -> row.source.name())
          .text("reason", row -> row.reason)
          .flag("provisional", row -> row.provisional)
          .time("at", row -> row.at)
          .insertInto("step");

  @Id private UUID id;

  @ManyToOne
  @JoinColumn(name = "message_id")
  private Message message;

  private int attempt;
  private MessageStatus status;

  @Enumerated(EnumType.STRING)
  private Source source;

  private String reason;
  private boolean provisional;

  @Column(name = "at")
  private Instant at;

  protected Step() {}

  Step(Attempt attempt, Move move) {
    this.id = UuidCreator.getTimeOrderedEpochPlus1();
    this.message = attempt.message();
    this.attempt = attempt.number();
    this.status = move.to();
    this.source = move.source();
    this.reason = move.reasonCode();
    this.provisional = move.provisional();
    this.at = move.at();
  }

  boolean isOf(Attempt asked) {
    return attempt == asked.number();
  }

  boolean isOfAClient() {
    return source == Source.CLIENT;
  }

  boolean isTakingBackByAClient() {
    return isOfAClient() && status == MessageStatus.CANCELLED;
  }

  boolean isSameAs(Attempt asked, Move move) {
    return isOf(asked) && status == move.to();
  }

  TimelineEntry entry() {
    return new TimelineEntry(attempt, Kind.STATUS, status, source, reason, provisional, 0, at);
  }
}
