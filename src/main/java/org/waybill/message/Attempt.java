package org.waybill.message;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.waybill.rows.Columns;
import org.waybill.rows.Write;

/**
 * One submission of a message to Plivo. Its id is in the callback's path; Plivo gives it a UUID.
 */
@Entity
public class Attempt {
  static final Write<Attempt> INSERT =
      Columns.<Attempt>none()
          .uuid("id", row -> row.id)
          .uuid("message_id", row -> row.message.id())
          .integer("number", row -> row.number)
          .integer("tries", row -> row.tries)
          .integer("failures", row -> row.failures)
          .time("failing_since", row -> row.failingSince)
          .text("status", row -> row.status.word())
          .and(FailureReason.columns(row -> row.reason))
          .flag("provisional", row -> row.provisional)
          .text("message_uuid", row -> row.messageUuid)
          .text("sender", row -> row.sender)
          .integer("http_status", row -> row.httpStatus)
          .integer("units", row -> row.units)
          .money("price", row -> row.price)
          .integer("price_precedence", row -> row.pricePrecedence)
          .integer("precedence", row -> row.precedence)
          .text("words", row -> row.words.text())
          .time("created_at", row -> row.createdAt)
          .time("submitting_at", row -> row.submittingAt)
          .time("deadline_at", row -> row.deadlineAt)
          .integer("stuck_after_millis", row -> row.stuckAfterMillis)
          .time("missed_at", row -> row.missedAt)
          .insertInto("attempt");

  @Id private UUID id;

  @ManyToOne
  @JoinColumn(name = "message_id")
  private Message message;

  private int number;
  private int tries;
  private int failures;

  @Column(name = "failing_since")
  private Instant failingSince;

  private MessageStatus status;

  @Embedded
  @AttributeOverride(name = "code", column = @Column(name = "reason_code"))
  @AttributeOverride(name = "name", column = @Column(name = "reason_name"))
  @AttributeOverride(name = "advice", column = @Column(name = "reason_advice"))
  private FailureReason reason;

  private boolean provisional;

  @Column(name = "message_uuid")
  private String messageUuid;

  private String sender;

  @Column(name = "http_status")
  private Integer httpStatus;

  private Integer units;
  private BigDecimal price;

  @Column(name = "price_precedence")
  private long pricePrecedence;

  private long precedence;
  private Words words = Words.NONE;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "submitting_at")
  private Instant submittingAt;

  @Column(name = "deadline_at")
  private Instant deadlineAt;

  /** From the send, or from a correction, to the deadline. */
  @Column(name = "stuck_after_millis")
  private Long stuckAfterMillis;

  @Column(name = "missed_at")
  private Instant missedAt;

  protected Attempt() {}

  Attempt(Message message, int number, Instant at) {
    this.id = UuidCreator.getTimeOrderedEpochPlus1();
    this.message = message;
    this.number = number;
    this.createdAt = at;
  }

  /**
   * @param due when it should have been taken up; what it waited since is no failure
   */
  void leased(Duration stuckAfter, Instant due, Instant at) {
    tries++;
    if (failingSince != null && due.isBefore(at)) {
      failingSince = failingSince.plus(Duration.between(due, at));
    }
    submittingAt = at;
    deadlineAt = at.plus(stuckAfter);
    stuckAfterMillis = stuckAfter.toMillis();
    missedAt = null; // it says nothing of this try
  }

  void turnedAway(Instant at) {
    failures++;
    failingSince = failingSince().orElse(at);
  }

  void answered(Integer status) {
    httpStatus = status;
  }

  void named(String uuid) {
    messageUuid = uuid;
  }

  void sentFrom(String named) {
    sender = chosen(sender, named);
  }

  /** Plivo names one; should it ever name two, which one is kept must not depend on the order. */
  static String chosen(String before, String named) {
    return before == null || named != null && named.compareTo(before) < 0 ? named : before;
  }

  boolean mayBecome(MessageStatus next) {
    return (isDeclared() ? status.corrections() : status.successors()).contains(next);
  }

  /** It ended by our own word or by our reading of an answer, not by a report of Plivo's. */
  private boolean isDeclared() {
    return status == MessageStatus.FAILED && (provisional || precedence == 0);
  }

  /** It arrived or still may; true of a new one, which stands nowhere yet. */
  boolean isOfUse() {
    return status == null || !status.isFinal() || status == MessageStatus.DELIVERED;
  }

  boolean awaitsAnswer() {
    return status == MessageStatus.SUBMITTING || status == MessageStatus.UNCONFIRMED;
  }

  /** Nobody could say whether Plivo took it, even if it was given up then. */
  boolean mayBeAdopted() {
    return status == MessageStatus.UNCONFIRMED || provisional && messageUuid == null;
  }

  void stands(Move move) {
    if (provisional && stuckAfterMillis != null) {
      deadlineAt = move.at().plusMillis(stuckAfterMillis);
    }
    status = move.to();
    reason = move.reason();
    provisional = move.provisional();
  }

  /**
   * Takes units and price from the report that counts most, whatever the order of arrival.
   *
   * @return how much more it costs than was known before
   */
  BigDecimal bill(DeliveryReport report) {
    Bill before = new Bill(price, units, pricePrecedence);
    Bill better = before.or(report);
    price = better.price();
    units = better.units();
    pricePrecedence = better.precedence();
    return better.amount().subtract(before.amount());
  }

  /** Whether the report changes where this attempt stands. */
  boolean yieldsTo(DeliveryReport report) {
    return status != MessageStatus.CANCELLED && report.precedence() > precedence;
  }

  /** The same word of Plivo's again, said later: only the reason may be another one. */
  boolean isRepeatedBy(DeliveryReport report) {
    return status == report.status() && !isDeclared();
  }

  void outranked(DeliveryReport by) {
    precedence = by.precedence();
    reason = by.reason();
  }

  /**
   * Keeps a word of Plivo's, whether or not it changes where the attempt stands. The message's
   * version guards the words: {@link Message#takeReported}.
   */
  void remember(Word word) {
    words = words.with(word);
  }

  boolean remembers(Word word) {
    return words.hold(word);
  }

  Stream<TimelineEntry> entries() {
    return words.all().stream().map(word -> word.entryOf(number));
  }

  void missedInLog(Instant at) {
    if (missedAt == null) {
      missedAt = at;
    }
  }

  /** When Plivo's log first did not show it; empty when it was not looked for. */
  public Optional<Instant> missedAt() {
    return Optional.ofNullable(missedAt);
  }

  public UUID id() {
    return id;
  }

  Message message() {
    return message;
  }

  /** 1 for the first. */
  public int number() {
    return number;
  }

  /** How often the request was made; more than 1 only when Plivo had surely not taken it before. */
  public int tries() {
    return tries;
  }

  /** Tries that Plivo turned away for the moment; not those that the account was to blame for. */
  public int failures() {
    return failures;
  }

  /**
   * When Plivo first turned a try away, later by what it waited since for its account or its turn;
   * empty when it did not.
   */
  public Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  public MessageStatus status() {
    return status;
  }

  /** Null unless it failed. */
  public FailureReason reason() {
    return reason;
  }

  String reasonCode() {
    return reason == null ? null : reason.code();
  }

  /** Whether only we declared the failure, so that a genuine report may still correct it. */
  public boolean provisional() {
    return provisional;
  }

  /** Plivo's name of it; null while unknown. */
  public String messageUuid() {
    return messageUuid;
  }

  /** What a report says that it was sent from; null until one does. */
  public String sender() {
    return sender;
  }

  /** Of Plivo's last answer to the send; null without an answer. */
  public Integer httpStatus() {
    return httpStatus;
  }

  /** Segments as Plivo billed them; null while unknown. */
  public Integer units() {
    return units;
  }

  /** US dollars; null while unknown. */
  public BigDecimal price() {
    return price;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When the request was last begun; null before. */
  public Instant submittingAt() {
    return submittingAt;
  }

  /** When it counts as stuck; empty when nothing more is expected. */
  public Optional<Instant> deadlineAt() {
    return Optional.ofNullable(deadlineAt).filter(any -> !status.isFinal());
  }
}
