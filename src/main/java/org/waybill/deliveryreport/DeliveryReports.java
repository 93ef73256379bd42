package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.waybill.message.AttemptNamed;
import org.waybill.message.AttemptRef;
import org.waybill.message.DeliveryReport;
import org.waybill.message.Messages;

/** Stores what Plivo tells and applies it, both in one transaction. */
@ApplicationScoped
@Transactional
public class DeliveryReports {
  private static final System.Logger LOG = System.getLogger(DeliveryReports.class.getName());

  /** Only a report and an answer that were committed at the same moment miss each other. */
  private static final Duration OVERLOOKED_WITHIN = Duration.ofHours(1);

  private static final int MOST_OVERLOOKED = 1_000;

  /** What became of a genuine callback. */
  enum Receipt {
    STORED,
    /** The same callback again: nothing changed. */
    DUPLICATE,
    /** A nonce that was used before with other content. */
    REPLAYED
  }

  private final Ledger ledger;
  private final Messages messages;
  private final InstantSource clock;
  private final Event<Object> tell;

  protected DeliveryReports() {
    this(null, null, null, null);
  }

  @Inject
  public DeliveryReports(
      Ledger ledger, Messages messages, InstantSource clock, Event<Object> tell) {
    this.ledger = ledger;
    this.messages = messages;
    this.clock = clock;
    this.tell = tell;
  }

  Receipt receive(Told told) {
    Optional<DeliveryReport> report =
        told.kind() == ReportKind.SMS ? PlivoWords.read(told) : Optional.empty();
    AttemptRef attempt = told.kind() == ReportKind.SMS ? attemptOf(told).orElse(null) : null;
    ReportOutcome outcome = outcome(told, report, attempt);
    boolean isNews = told.kind() == ReportKind.INBOUND && !ledger.holdsInbound(told);
    if (!ledger.append(told, attempt, outcome)) {
      return ledger.holdsSameContent(told) ? Receipt.DUPLICATE : Receipt.REPLAYED;
    }
    tell.fire(new ReportsStored(told.kind(), outcome, 1));
    if (isNews) {
      told.inbound().ifPresent(tell::fire);
    }
    if (attempt != null) {
      report.ifPresent(word -> apply(attempt, word));
    }
    return Receipt.STORED;
  }

  private static ReportOutcome outcome(
      Told told, Optional<DeliveryReport> report, AttemptRef attempt) {
    if (told.kind() != ReportKind.SMS) {
      return ReportOutcome.RECORDED;
    }
    if (report.isEmpty()) {
      return ReportOutcome.UNKNOWN_STATUS;
    }
    return attempt == null ? ReportOutcome.UNMATCHED : ReportOutcome.MATCHED;
  }

  /** The attempt in the callback's path if it is ours, else the one with Plivo's UUID. */
  private Optional<AttemptRef> attemptOf(Told told) {
    Optional<AttemptRef> byPath = Optional.ofNullable(told.attemptId()).flatMap(messages::attempt);
    if (byPath.isPresent() && byPath.get().isOtherThan(told.messageUuid().orElse(null))) {
      LOG.log(
          Level.WARNING,
          "callback names another message UUID than its attempt has attemptId={0} messageId={1}",
          byPath.get().attemptId(),
          byPath.get().messageId());
      return Optional.empty();
    }
    return byPath
        .or(() -> told.messageUuid().flatMap(messages::byMessageUuid))
        .filter(attempt -> mayTell(told, attempt));
  }

  /** What one account has signed says nothing of another's messages. */
  private static boolean mayTell(Told told, AttemptRef attempt) {
    if (told.tellsOf(attempt.account())) {
      return true;
    }
    LOG.log(
        Level.WARNING,
        "callback is signed by another account than its attempt has, and kept without effect"
            + " account={0} attemptId={1} messageId={2}",
        attempt.account(),
        attempt.attemptId(),
        attempt.messageId());
    return false;
  }

  private void apply(AttemptRef attempt, DeliveryReport report) {
    messages.change(attempt.messageId(), message -> message.report(attempt.attemptId(), report));
  }

  /**
   * Plivo's own answer about an attempt goes the way of its callbacks.
   *
   * @param fields by the names that callbacks use
   */
  public void answered(UUID attemptId, Map<String, List<String>> fields) {
    receive(Told.byAnswer(attemptId, fields, clock.instant()));
  }

  /** Reports that came before anybody knew their UUID. */
  void applyKept(@Observes AttemptNamed named) {
    applyKept(named.attempt());
  }

  private void applyKept(AttemptRef attempt) {
    for (Report kept : ledger.unmatched(attempt.messageUuid())) {
      Told told = Told.kept(kept);
      if (mayTell(told, attempt)) {
        kept.matched(attempt);
        PlivoWords.read(told).ifPresent(report -> apply(attempt, report));
      }
    }
  }

  /** UUIDs of which a report and a send's answer missed each other by committing at once. */
  public List<String> overlooked() {
    return ledger.overlooked(clock.instant().minus(OVERLOOKED_WITHIN), MOST_OVERLOOKED);
  }

  public void applyOverlooked(String messageUuid) {
    messages.byMessageUuid(messageUuid).ifPresent(this::applyKept);
  }
}
