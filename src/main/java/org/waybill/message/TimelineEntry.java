package org.waybill.message;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** One line of a message's history. */
@Entity
@Table(name = "timeline_entry")
public class TimelineEntry {
  /**
   * Attempt by attempt, in the order of the way, so that late knowledge stands where it belongs.
   */
  static final Comparator<TimelineEntry> IN_ORDER =
      Comparator.comparingInt(TimelineEntry::attempt)
          .thenComparingInt(entry -> Math.max(entry.status.rank(), MessageStatus.SUBMITTING.rank()))
          .thenComparingLong(entry -> entry.precedence)
          .thenComparing(TimelineEntry::at)
          .thenComparing(entry -> entry.id);

  /** Who says so. */
  public enum Kind {
    /** Waybill's own step. */
    STATUS,
    /** A genuine word of Plivo's; each distinct one once. */
    REPORT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Insert<TimelineEntry> INSERT =
      Insert.<TimelineEntry>into("timeline_entry")
          .uuid("id", row -> row.id)
          .uuid("message_id", row -> row.message.id())
          .integer("attempt", row -> row.attempt)
          .text("kind", row -> row.kind.name())
          .text("status", row -> row.status.word())
          .text("source", row -> row.source.name())
          .text("reason", row -> row.reason)
          .flag("provisional", row -> row.provisional)
          .integer("precedence", row -> row.precedence)
          .time("at", row -> row.at);

  @Id private UUID id;

  @ManyToOne
  @JoinColumn(name = "message_id")
  private Message message;

  private int attempt;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private MessageStatus status;

  @Enumerated(EnumType.STRING)
  private Source source;

  private String reason;
  private boolean provisional;
  private long precedence;

  @Column(name = "at")
  private Instant at;

  protected TimelineEntry() {}

  TimelineEntry(Attempt attempt, Move move) {
    this.id = UuidCreator.getTimeOrderedEpochPlus1();
    this.message = attempt.message();
    this.attempt = attempt.number();
    this.kind = move.kind();
    this.status = move.to();
    this.source = move.source();
    this.reason = move.reasonCode();
    this.provisional = move.provisional();
    this.precedence = move.precedence();
    this.at = move.at();
  }

  /** Whether it is the same word of Plivo's. */
  boolean tellsOf(Attempt asked, Move move) {
    return kind == Kind.REPORT
        && move.kind() == Kind.REPORT
        && attempt == asked.number()
        && status == move.to()
        && Objects.equals(reason, move.reasonCode());
  }

  /** Whether it is the same step of ours. */
  boolean isSameStep(Attempt asked, Move move) {
    return kind == Kind.STATUS && attempt == asked.number() && status == move.to();
  }

  /** The same word with a later place in Plivo's order. */
  void repeated(Move move) {
    precedence = Math.max(precedence, move.precedence());
  }

  /** Whether we declared the attempt failed here, on our own account. */
  boolean isDeclarationOf(int asked) {
    return provisional && attempt == asked;
  }

  boolean outranks(TimelineEntry other) {
    return attempt == other.attempt && precedence > other.precedence;
  }

  public int attempt() {
    return attempt;
  }

  public Kind kind() {
    return kind;
  }

  public MessageStatus status() {
    return status;
  }

  public Source source() {
    return source;
  }

  /** The code of a failure; null unless it failed. */
  public String reason() {
    return reason;
  }

  public Instant at() {
    return at;
  }
}
