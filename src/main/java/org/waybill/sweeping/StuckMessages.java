package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.waybill.deliveryreport.DeliveryReports;
import org.waybill.message.Attempt;
import org.waybill.message.FailureReason;
import org.waybill.message.Message;
import org.waybill.message.MessageStatus;
import org.waybill.message.Messages;
import org.waybill.message.Source;
import org.waybill.plivo.ReadResult;
import org.waybill.plivo.ReadResult.Found;
import org.waybill.plivo.ReadResult.Unavailable;

/** The two transactions around a question: take what is stuck before, settle it after. */
@ApplicationScoped
@Transactional
public class StuckMessages {
  private static final Set<MessageStatus> WAITING =
      EnumSet.of(
          MessageStatus.SUBMITTING,
          MessageStatus.SUBMITTED,
          MessageStatus.QUEUED,
          MessageStatus.SENT);

  private static final FailureReason NO_DELIVERY_REPORT =
      new FailureReason(
          "no_delivery_report",
          "no final report by the deadline",
          "Some routes give none. Ask the recipient or Plivo before you send again.");

  /** Of an account for which Plivo does not answer: it is not asked the others of this sweep. */
  static final ReadResult AWAY =
      new Unavailable(OptionalInt.empty(), "Plivo did not answer another question.", Duration.ZERO);

  private final Messages messages;
  private final DeliveryReports reports;
  private final SweepSettings settings;
  private final InstantSource clock;

  protected StuckMessages() {
    this(null, null, null, null);
  }

  @Inject
  public StuckMessages(
      Messages messages, DeliveryReports reports, SweepSettings settings, InstantSource clock) {
    this.messages = messages;
    this.reports = reports;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Takes stuck messages from everybody else. An empty answer in the list is one that needed no
   * question.
   *
   * @param away the accounts for which Plivo does not answer: their messages are settled at once,
   *     as if it had been asked in vain
   */
  List<Optional<Question>> take(int most, Predicate<String> away) {
    Instant now = clock.instant();
    return messages.changeDue(WAITING, now, most, message -> take(message, away, now));
  }

  private Optional<Question> take(Message message, Predicate<String> away, Instant now) {
    Attempt attempt = message.latest();
    if (message.status() == MessageStatus.SUBMITTING) {
      message.unconfirmed(attempt.id(), null, now, Source.SWEEPER, now);
      return Optional.empty();
    }
    if (attempt.messageUuid() == null) {
      message.declareFailed(attempt.id(), NO_DELIVERY_REPORT, now);
      return Optional.empty();
    }
    if (message.putsOffLook(now)) {
      return Optional.empty();
    }
    message.asking(now.plus(settings.lease()), attempt.deadlineAt().orElse(now), now);
    Question question =
        new Question(
            message.account(), message.id(), attempt.id(), attempt.messageUuid(), message.status());
    if (away.test(question.account())) {
      conclude(message, question, AWAY);
      return Optional.empty();
    }
    return Optional.of(question);
  }

  /** Believes what Plivo says; what is not final then is declared failed. */
  void settle(Question question, ReadResult answer) {
    if (answer instanceof Found found) {
      reports.answered(question.attemptId(), fields(question, found));
    }
    messages.change(
        question.messageId(),
        message -> {
          conclude(message, question, answer);
          return message;
        });
  }

  private void conclude(Message message, Question question, ReadResult answer) {
    Instant now = clock.instant();
    boolean overtaken = !message.latest().id().equals(question.attemptId());
    if (overtaken || message.status().isFinal()) {
      return;
    }
    Instant deadline = message.latest().deadlineAt().orElse(now);
    if (answer instanceof Unavailable unavailable && now.isBefore(asksUntil(message, deadline))) {
      Instant next = now.plus(later(settings.period(), unavailable.retryAfter()));
      Instant latest = now.isBefore(deadline) ? deadline : asksUntil(message, deadline);
      message.sweepNotBefore(next.isBefore(latest) ? next : latest);
    } else if (!now.isBefore(deadline)) {
      message.declareFailed(question.attemptId(), NO_DELIVERY_REPORT, now);
    } else if (message.status() == question.status()) {
      message.sweepNotBefore(deadline); // asked once in each status
    } else {
      message.putsOffLook(now);
    }
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Whoever was away at the deadline has asked nobody in time. */
  private Instant asksUntil(Message message, Instant deadline) {
    Instant asked = message.askedAt().filter(deadline::isBefore).orElse(deadline);
    return asked.plus(settings.askFor());
  }

  /** By the names that callbacks use, so that the ledger reads the same. */
  private static Map<String, List<String>> fields(Question question, Found found) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    put(fields, "MessageUUID", question.messageUuid());
    put(fields, "Status", found.state());
    put(fields, "ErrorCode", found.errorCode());
    put(fields, "Units", found.units());
    put(fields, "TotalRate", found.totalRate());
    put(fields, "TotalAmount", found.totalAmount());
    return fields;
  }

  private static void put(Map<String, List<String>> fields, String name, Object value) {
    if (value != null) {
      fields.put(name, List.of(value.toString()));
    }
  }
}
