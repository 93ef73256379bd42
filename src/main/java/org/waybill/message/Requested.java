package org.waybill.message;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.waybill.rows.Columns;

/** What a client asked for: the part of a message that never changes. */
@MappedSuperclass
public abstract class Requested {
  @Id private UUID id;
  private String client;
  private String account;
  private String recipient;
  private String sender;
  private boolean pooled;

  @Column(name = "body")
  private String text;

  private String encoding;
  private int segments;
  private String reference;
  private String metadata;

  /** Smaller goes first. */
  @Enumerated(EnumType.ORDINAL)
  private Priority priority;

  @Column(name = "send_at")
  private Instant sendAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "created_at")
  private Instant createdAt;

  /** Its columns in an insert, after those that are there. */
  static <T extends Requested> Columns<T> requested(Columns<T> others) {
    return others
        .uuid("id", Requested::id)
        .text("client", Requested::client)
        .text("account", Requested::account)
        .text("recipient", Requested::to)
        .text("sender", Requested::from)
        .flag("pooled", Requested::pooled)
        .text("body", Requested::text)
        .text("encoding", Requested::encoding)
        .integer("segments", Requested::segments)
        .text("reference", row -> row.reference().orElse(null))
        .text("metadata", row -> row.metadata().orElse(null))
        .integer("priority", row -> row.priority().ordinal())
        .time("send_at", row -> row.sendAt().orElse(null))
        .time("expires_at", row -> row.expiresAt().orElse(null))
        .time("created_at", Requested::createdAt);
  }

  protected Requested() {}

  Requested(Draft draft, Instant at) {
    this.id = UuidCreator.getTimeOrderedEpochPlus1();
    this.client = draft.client();
    this.account = draft.account();
    this.recipient = draft.to();
    this.sender = draft.from();
    this.pooled = draft.pooled();
    this.text = draft.text();
    this.encoding = draft.encoding();
    this.segments = draft.segments();
    this.reference = draft.reference();
    this.metadata = draft.metadata();
    this.priority = draft.priority();
    this.sendAt = draft.sendAt();
    this.expiresAt = draft.expiresAt();
    this.createdAt = at;
  }

  public UUID id() {
    return id;
  }

  public String client() {
    return client;
  }

  public String account() {
    return account;
  }

  /** E.164 with {@code +}. */
  public String to() {
    return recipient;
  }

  /** The UUID of a powerpack when Plivo chooses the number. */
  public String from() {
    return sender;
  }

  /** Whether the client left the sender to its account, so that it might be any of the pool's. */
  public boolean pooled() {
    return pooled;
  }

  public String text() {
    return text;
  }

  public String encoding() {
    return encoding;
  }

  /** Segments as we count them; what Plivo billed is in the attempts. */
  public int segments() {
    return segments;
  }

  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** The JSON object that the client sent along, as text. */
  public Optional<String> metadata() {
    return Optional.ofNullable(metadata);
  }

  public Priority priority() {
    return priority;
  }

  public Optional<Instant> sendAt() {
    return Optional.ofNullable(sendAt);
  }

  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Whether it must not be submitted any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
