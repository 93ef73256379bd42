package org.waybill.message;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a message, or one attempt of it, stands. Owns every move that is allowed. */
public enum MessageStatus {
  /** Committed here, waiting for its turn. */
  ACCEPTED(0),
  /** A dispatcher holds the lease and is calling Plivo. */
  SUBMITTING(1),
  /** The request left and no usable answer came back: Plivo may or may not have it. */
  UNCONFIRMED(2),
  /** Plivo took it and named it with a message UUID. */
  SUBMITTED(3),
  /** Plivo has it in its queue. */
  QUEUED(4),
  /** Plivo handed it to the carrier. */
  SENT(5),
  /** Plivo's older word for a message that it would not send. */
  REJECTED(6),
  /** It never reached the carrier, or nobody could say that it did. */
  FAILED(6),
  /** The carrier could not deliver it. */
  UNDELIVERED(6),
  /** The carrier confirms that the phone has it. */
  DELIVERED(6),
  /** Taken back before it was submitted. */
  CANCELLED(6);

  private static final Set<MessageStatus> REPORTED_FINALS =
      EnumSet.of(REJECTED, FAILED, UNDELIVERED, DELIVERED);

  /** Plivo named the attempt, or there is nothing to be named any more. */
  static final Set<MessageStatus> ANSWERED =
      Collections.unmodifiableSet(EnumSet.range(SUBMITTED, CANCELLED));

  private static final Map<String, MessageStatus> BY_WORD =
      Stream.of(values()).collect(Collectors.toMap(MessageStatus::word, status -> status));

  private final int rank;
  private final String word;

  MessageStatus(int rank) {
    this.rank = rank;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  /** How far along the way from acceptance to a final word this status is. */
  public int rank() {
    return rank;
  }

  /** Plivo took the attempt, whatever became of it then. */
  public boolean tellsThatPlivoHasIt() {
    return switch (this) {
      case SUBMITTED, QUEUED, SENT, REJECTED, UNDELIVERED, DELIVERED -> true;
      case ACCEPTED, SUBMITTING, UNCONFIRMED, FAILED, CANCELLED -> false;
    };
  }

  public boolean tellsOfPlivosAnswer() {
    return ANSWERED.contains(this);
  }

  public boolean isFinal() {
    return rank == DELIVERED.rank;
  }

  /**
   * The statuses that may follow this one. Of two final words of Plivo's the one with the higher
   * precedence stands, so a final status may give way to another; {@link #corrections} are apart.
   */
  public Set<MessageStatus> successors() {
    return switch (this) {
      // a report may come while we believe that Plivo turned the send away: then it did not
      case ACCEPTED -> EnumSet.complementOf(EnumSet.of(ACCEPTED, UNCONFIRMED));
      case SUBMITTING -> EnumSet.complementOf(EnumSet.of(SUBMITTING, CANCELLED));
      // an answer that came after its lease may still say that Plivo surely did not take it
      case UNCONFIRMED ->
          EnumSet.of(ACCEPTED, SUBMITTED, QUEUED, SENT, REJECTED, FAILED, UNDELIVERED, DELIVERED);
      case SUBMITTED -> EnumSet.of(QUEUED, SENT, REJECTED, FAILED, UNDELIVERED, DELIVERED);
      case QUEUED -> EnumSet.of(SENT, REJECTED, FAILED, UNDELIVERED, DELIVERED);
      case SENT -> EnumSet.copyOf(REPORTED_FINALS);
      case REJECTED, FAILED, UNDELIVERED, DELIVERED -> otherFinals();
      case CANCELLED -> EnumSet.noneOf(MessageStatus.class);
    };
  }

  private Set<MessageStatus> otherFinals() {
    Set<MessageStatus> others = EnumSet.copyOf(REPORTED_FINALS);
    others.remove(this);
    return others;
  }

  /** What a genuine report may make of this status when only we had declared it. */
  public Set<MessageStatus> corrections() {
    return this == FAILED
        ? EnumSet.of(SUBMITTED, QUEUED, SENT, REJECTED, FAILED, UNDELIVERED, DELIVERED)
        : EnumSet.noneOf(MessageStatus.class);
  }

  /**
   * What the database's indexes know of it, so that Plivo's reports do not move a message in them
   * before it has ended.
   */
  String stage() {
    return Message.ON_THEIR_WAY.contains(this) ? "on_its_way" : word();
  }

  static Set<String> stages(Set<MessageStatus> statuses) {
    return statuses.stream().map(MessageStatus::stage).collect(Collectors.toSet());
  }

  /** The word in the API, in the database and in the log. */
  public String word() {
    return word;
  }

  public static Optional<MessageStatus> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
