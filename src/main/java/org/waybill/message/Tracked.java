package org.waybill.message;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waybill.rows.Columns;

/**
 * Where a message stands: what lists show of its attempts, and by what the dispatcher and the
 * sweeper find it.
 */
@MappedSuperclass
public abstract class Tracked extends Requested {
  private static final String CURRENCY = "USD";

  private MessageStatus status;

  /** What the database makes of the status, for its indexes; see {@link MessageStatus#stage}. */
  @Column(insertable = false, updatable = false)
  private String stage;

  @Embedded
  @AttributeOverride(name = "code", column = @Column(name = "reason_code"))
  @AttributeOverride(name = "name", column = @Column(name = "reason_name"))
  @AttributeOverride(name = "advice", column = @Column(name = "reason_advice"))
  private FailureReason reason;

  private boolean provisional;

  @Column(name = "message_uuid")
  private String messageUuid;

  private BigDecimal price;
  private String currency;

  @Column(name = "next_action_at")
  private Instant nextActionAt;

  /** Its status has moved since its look was planned; not where the plan stands anyway. */
  private boolean heard;

  @Column(name = "asked_at")
  private Instant askedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** How long nothing may be heard before Plivo is asked; null: it is asked at the deadline. */
  @Transient private Duration silence;

  protected Tracked() {}

  Tracked(Draft draft, Instant at) {
    super(draft, at);
  }

  /** Its columns in an insert, after those that are there. */
  static <T extends Tracked> Columns<T> tracked(Columns<T> others) {
    return others
        .text("status", row -> row.status().word())
        .and(FailureReason.columns(row -> row.reason().orElse(null)))
        .flag("provisional", Tracked::provisional)
        .text("message_uuid", row -> row.messageUuid().orElse(null))
        .money("price", row -> row.price().orElse(null))
        .text("currency", row -> row.currency().orElse(null))
        .time("next_action_at", row -> row.nextActionAt().orElse(null))
        .flag("heard", row -> ((Tracked) row).heard)
        .time("asked_at", row -> ((Tracked) row).askedAt)
        .time("updated_at", Tracked::updatedAt);
  }

  /**
   * It stands where the attempt that counts stands.
   *
   * @param cost of all attempts; null while unknown
   */
  void mirror(Attempt latest, BigDecimal cost, Instant at) {
    status = latest.status();
    reason = latest.reason();
    provisional = latest.provisional();
    messageUuid = latest.messageUuid();
    price = cost;
    currency = cost == null ? null : CURRENCY;
    updatedAt = updatedAt != null && updatedAt.isAfter(at) ? updatedAt : at;
  }

  /** Call it before {@link #mirror}: the attempt that counts has moved. */
  void moves(Attempt latest, Instant at) {
    Instant deadline = latest.deadlineAt().orElse(null);
    nextActionAt = NextLook.of(status, latest.status(), nextActionAt, deadline, silence, at);
    heard = true;
  }

  /**
   * @param at when something is to be done about it; null for never
   */
  void plan(Instant at) {
    nextActionAt = at;
  }

  /** Whatever is written from now on heeds it. */
  void asksAfter(Duration silence) {
    this.silence = silence;
  }

  /**
   * Somebody asks Plivo about it and is left alone with that until the given time.
   *
   * @param deadline from which on the first time counts: Plivo may not answer for long
   */
  public void asking(Instant until, Instant deadline, Instant at) {
    if (askedAt == null || askedAt.isBefore(deadline)) {
      askedAt = at;
    }
    sweepNotBefore(until);
  }

  /** When Plivo was asked about it: last before its deadline, or first after it. */
  public Optional<Instant> askedAt() {
    return Optional.ofNullable(askedAt);
  }

  /** Keeps the sweeper away until the given time. */
  public void sweepNotBefore(Instant at) {
    nextActionAt = at;
    heard = false;
  }

  boolean putsOffLook(Attempt latest, Instant now) {
    Instant look = NextLook.after(updatedAt, silence, latest.deadlineAt().orElse(null));
    boolean putOff = heard && look != null && look.isAfter(now);
    if (putOff) {
      sweepNotBefore(look);
    }
    return putOff;
  }

  /** Whether a new attempt may follow the latest: it ended, and not well. */
  public boolean mayBeRetried() {
    return switch (status) {
      case FAILED, UNDELIVERED, REJECTED -> true;
      case ACCEPTED, SUBMITTING, UNCONFIRMED, SUBMITTED, QUEUED, SENT, DELIVERED, CANCELLED ->
          false;
    };
  }

  public MessageStatus status() {
    return status;
  }

  public Optional<FailureReason> reason() {
    return Optional.ofNullable(reason);
  }

  public boolean provisional() {
    return provisional;
  }

  public Optional<String> messageUuid() {
    return Optional.ofNullable(messageUuid);
  }

  public Optional<BigDecimal> price() {
    return Optional.ofNullable(price);
  }

  /** ISO 4217, with the price. */
  public Optional<String> currency() {
    return Optional.ofNullable(currency);
  }

  /**
   * When the dispatcher or the sweeper looks at it next; empty when there is nothing left to do.
   */
  public Optional<Instant> nextActionAt() {
    return Optional.ofNullable(nextActionAt);
  }

  /** When a new attempt follows by itself; empty unless one is planned. */
  public Optional<Instant> retryAt() {
    return nextActionAt().filter(any -> mayBeRetried());
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
