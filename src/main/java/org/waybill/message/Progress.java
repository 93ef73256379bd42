package org.waybill.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * How far the only attempt of a message has come, without its entity: what the reports of the
 * ordinary way change, for many messages at once. Whatever is not ordinary it does not take.
 */
public final class Progress {
  /** What was read of it. */
  record State(
      UUID attemptId,
      UUID messageId,
      String account,
      long version,
      String messageUuid,
      Instant deadlineAt) {}

  private final State read;
  private final List<StatusChanged> changes = new ArrayList<>();
  private MessageStatus status;
  private FailureReason reason;
  private long precedence;
  private Bill bill;
  private BigDecimal billedMore = BigDecimal.ZERO;
  private String sender;
  private Words words;
  private Instant nextActionAt;
  private Instant updatedAt;

  Progress(
      State read,
      MessageStatus status,
      long precedence,
      Bill bill,
      String sender,
      Words words,
      Instant nextActionAt) {
    this.read = read;
    this.status = status;
    this.precedence = precedence;
    this.bill = bill;
    this.sender = sender;
    this.words = words;
    this.nextActionAt = nextActionAt;
  }

  /**
   * Takes in a report as {@link Message#report} does.
   *
   * @return false if the report is not of the ordinary way: then nothing was changed
   */
  public boolean take(DeliveryReport report, Silence silence) {
    if (!isOrdinary(report)) {
      return false;
    }
    bill(report);
    sender = Attempt.chosen(sender, report.sender());
    if (report.precedence() > precedence) {
      reason = report.reason();
      precedence = report.precedence();
      move(report, silence);
    }
    words = words.with(Word.of(Move.told(report)));
    updatedAt = report.at();
    return true;
  }

  private boolean isOrdinary(DeliveryReport report) {
    boolean known = read.messageUuid().equals(report.messageUuid());
    boolean outranks = report.precedence() > precedence;
    boolean moves = outranks && report.status() != status;
    boolean may = !moves || status.successors().contains(report.status());
    boolean fails =
        !moves && report.reason() != null && !Objects.equals(code(reason), code(report.reason()));
    return known && may && !fails;
  }

  private static String code(FailureReason reason) {
    return reason == null ? null : reason.code();
  }

  private void bill(DeliveryReport report) {
    Bill better = bill.or(report);
    billedMore = billedMore.add(better.amount()).subtract(bill.amount());
    bill = better;
  }

  private void move(DeliveryReport report, Silence silence) {
    if (report.status() != status) {
      MessageStatus from = status;
      status = report.status();
      nextActionAt = nextLook(from, silence, report.at());
      changes.add(
          new StatusChanged(
              read.messageId(),
              read.attemptId(),
              read.account(),
              from,
              status,
              code(reason),
              false,
              report.at()));
    }
  }

  private Instant nextLook(MessageStatus from, Silence silence, Instant at) {
    return status.isFinal()
        ? null
        : NextLook.of(from, status, nextActionAt, read.deadlineAt(), silence.atMost(), at);
  }

  public UUID messageId() {
    return read.messageId();
  }

  public UUID attemptId() {
    return read.attemptId();
  }

  public String account() {
    return read.account();
  }

  long version() {
    return read.version();
  }

  MessageStatus status() {
    return status;
  }

  /** Null unless it failed. */
  FailureReason reason() {
    return reason;
  }

  long precedence() {
    return precedence;
  }

  Bill bill() {
    return bill;
  }

  /** US dollars more than was known when it was read. */
  BigDecimal billedMore() {
    return billedMore;
  }

  String sender() {
    return sender;
  }

  Words words() {
    return words;
  }

  Instant nextActionAt() {
    return nextActionAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  List<StatusChanged> changes() {
    return changes;
  }
}
