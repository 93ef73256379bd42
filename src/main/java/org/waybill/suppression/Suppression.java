package org.waybill.suppression;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A recipient that a sender must not send to. */
@Entity
public class Suppression {
  /** What put it there. */
  enum Source {
    /** The recipient's own message. */
    STOP,
    /** Plivo refused a send with error 200. */
    ERROR_200,
    /** A caller of the API. */
    API;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Id private UUID id;
  private String sender;
  private String recipient;

  @Enumerated(EnumType.STRING)
  private Source source;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Suppression() {}

  UUID id() {
    return id;
  }

  String sender() {
    return sender;
  }

  String recipient() {
    return recipient;
  }

  Source source() {
    return source;
  }

  Instant createdAt() {
    return createdAt;
  }
}
