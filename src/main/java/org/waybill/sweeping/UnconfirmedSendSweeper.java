package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waybill.pacing.CallKind;
import org.waybill.pacing.PacedCaller;
import org.waybill.plivo.LogPage;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.plivo.LogPage.Listed;
import org.waybill.plivo.PlivoAccounts;
import org.waybill.plivo.PlivoApi;
import org.waybill.sweeping.SearchResult.Absent;
import org.waybill.sweeping.SearchResult.Arrived;
import org.waybill.sweeping.SearchResult.Unclear;

/** Looks for unconfirmed sends in Plivo's log, many in one pass: Plivo allows few such calls. */
@ApplicationScoped
public class UnconfirmedSendSweeper {
  private static final System.Logger LOG = System.getLogger(UnconfirmedSendSweeper.class.getName());
  private static final int MOST_SENDS = 100;
  private static final int MOST_PAGES = 100;

  /** How far Plivo's clock may be from ours. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);

  /** Sends farther apart than this are looked for in separate passes. */
  private static final Duration LONGEST_PASS = Duration.ofMinutes(10);

  private UnconfirmedSends sends;
  private PlivoApi plivo;
  private PlivoAccounts accounts;
  private PacedCaller caller;

  protected UnconfirmedSendSweeper() {}

  @Inject
  public UnconfirmedSendSweeper(
      UnconfirmedSends sends, PlivoApi plivo, PlivoAccounts accounts, PacedCaller caller) {
    this.sends = sends;
    this.plivo = plivo;
    this.accounts = accounts;
    this.caller = caller;
  }

  void sweep() {
    sends.take(MOST_SENDS).stream()
        .collect(Collectors.groupingBy(UnconfirmedSend::account))
        .forEach(this::sweep);
  }

  private void sweep(String account, List<UnconfirmedSend> taken) {
    List<UnconfirmedSend> pass = new ArrayList<>();
    List<UnconfirmedSend> inOrder =
        taken.stream().sorted(Comparator.comparing(UnconfirmedSend::submittingAt)).toList();
    for (UnconfirmedSend send : inOrder) {
      if (!pass.isEmpty()
          && send.submittingAt().isAfter(pass.get(0).submittingAt().plus(LONGEST_PASS))) {
        resolve(account, pass);
        pass = new ArrayList<>();
      }
      pass.add(send);
    }
    if (!pass.isEmpty()) {
      resolve(account, pass);
    }
  }

  private void resolve(String account, List<UnconfirmedSend> pass) {
    Instant first = pass.stream().map(UnconfirmedSend::submittingAt).min(Instant::compareTo).get();
    Instant last = pass.stream().map(UnconfirmedSend::submittingAt).max(Instant::compareTo).get();
    Optional<List<Entry>> log =
        read(
            account,
            first.minus(CLOCK_DIFFERENCE),
            last.plus(accounts.longestCall()).plus(CLOCK_DIFFERENCE));
    for (UnconfirmedSend send : pass) {
      SearchResult result = log.map(entries -> find(send, entries)).orElse(new Unclear());
      sends.settle(send, result);
      LOG.log(
          Level.INFO,
          "unconfirmed send looked for messageId={0} attemptId={1} result={2}",
          send.messageId(),
          send.attemptId(),
          result.getClass().getSimpleName());
    }
  }

  /** The whole time or nothing: what was not read may hold what is looked for. */
  private Optional<List<Entry>> read(String account, Instant since, Instant until) {
    List<Entry> entries = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      int offset = entries.size();
      Optional<LogPage> answer =
          caller.call(account, CallKind.LIST, () -> plivo.log(account, since, until, offset));
      if (!(answer.orElse(null) instanceof Listed listed)) {
        return Optional.empty();
      }
      entries.addAll(listed.entries());
      if (!listed.more()) {
        return Optional.of(entries);
      }
    }
    return Optional.empty();
  }

  private SearchResult find(UnconfirmedSend send, List<Entry> log) {
    if (log.stream().anyMatch(UnconfirmedSend::isMasked)) {
      return new Unclear();
    }
    List<String> candidates =
        sends.unknownToUs(
            log.stream().filter(send::mayBe).map(Entry::messageUuid).distinct().toList());
    return switch (candidates.size()) {
      case 0 -> new Absent();
      case 1 -> new Arrived(candidates.get(0));
      default -> new Unclear();
    };
  }
}
