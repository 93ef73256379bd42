package org.waybill.sweeping;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.waybill.dispatch.DispatchSettings;
import org.waybill.pacing.CallKind;
import org.waybill.pacing.PacedCaller;
import org.waybill.plivo.LogPage;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.plivo.LogPage.Listed;
import org.waybill.plivo.PlivoApi;
import org.waybill.problem.Unspoken;
import org.waybill.sweeping.SearchResult.Unclear;

/**
 * Looks for unconfirmed sends in Plivo's log, many in one pass: Plivo allows few such calls. Each
 * account by itself, so that one whose log takes minutes does not keep the sends of others waiting.
 */
@ApplicationScoped
public class UnconfirmedSendSweeper {
  private static final System.Logger LOG = System.getLogger(UnconfirmedSendSweeper.class.getName());
  private static final int MOST_SENDS = 100;
  private static final int MOST_PAGES = 100;

  /**
   * Sends farther apart than this are looked for in separate passes: the pages are few, and what
   * does not fit into them says nothing of any send in the pass.
   */
  private static final Duration LONGEST_PASS = Duration.ofMinutes(2);

  private UnconfirmedSends sends;
  private PlivoApi plivo;
  private DispatchSettings dispatch;
  private PacedCaller caller;
  @Resource ManagedThreadFactory threads;

  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private ExecutorService readers;
  private volatile boolean stopped;

  protected UnconfirmedSendSweeper() {}

  @Inject
  public UnconfirmedSendSweeper(
      UnconfirmedSends sends, PlivoApi plivo, DispatchSettings dispatch, PacedCaller caller) {
    this.sends = sends;
    this.plivo = plivo;
    this.dispatch = dispatch;
    this.caller = caller;
  }

  @PostConstruct
  void open() {
    readers = Executors.newCachedThreadPool(threads);
  }

  void stop() {
    stopped = true;
    readers.shutdown();
  }

  /** Takes those that nobody looks for yet, and waits for none of them. */
  void sweep() {
    sends.take(MOST_SENDS, Set.copyOf(busy)).stream()
        .collect(Collectors.groupingBy(UnconfirmedSend::account))
        .forEach(this::begin);
  }

  private void begin(String account, List<UnconfirmedSend> taken) {
    busy.add(account);
    try {
      readers.execute(
          () -> {
            try {
              sweep(account, taken);
            } finally {
              busy.remove(account);
            }
          });
    } catch (RuntimeException | Error noThread) { // stopped, or one too many
      busy.remove(account);
      LOG.log(Level.ERROR, "unconfirmed sends not looked for account=" + account, noThread);
    }
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
    Optional<List<Entry>> log = readOrNone(account, Window.of(pass, dispatch.lease()));
    if (log.isPresent() || !stopped) { // that this node stops tells nothing of a send
      pass.forEach(send -> settle(send, log));
    }
  }

  /** One log that cannot be read now must not keep the sends of the others waiting. */
  private Optional<List<Entry>> readOrNone(String account, Window window) {
    try {
      return read(account, window);
    } catch (Exception databaseTrouble) {
      LOG.log(Level.ERROR, "Plivo's log not read account=" + account, Unspoken.of(databaseTrouble));
      return Optional.empty();
    }
  }

  /** One send that cannot be settled now must not keep the others waiting. */
  private void settle(UnconfirmedSend send, Optional<List<Entry>> log) {
    try {
      SearchResult result =
          log.map(entries -> send.in(entries, sends::unknownToUs)).orElse(new Unclear());
      sends.settle(send, result);
      log(Level.INFO, send, result.getClass().getSimpleName());
    } catch (Exception notSettled) {
      log(Level.ERROR, send, "not settled: " + notSettled.getClass().getSimpleName());
    }
  }

  private static void log(Level level, UnconfirmedSend send, String end) {
    LOG.log(
        level,
        "unconfirmed send looked for messageId={0} attemptId={1} result={2}",
        send.messageId(),
        send.attemptId(),
        end);
  }

  /**
   * The whole time in which a request may have been under way, or nothing: what was not read may
   * hold what is looked for.
   */
  private Optional<List<Entry>> read(String account, Window window) {
    List<Entry> entries = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      int offset = entries.size();
      Optional<LogPage> answer =
          caller.call(
              account,
              CallKind.LIST,
              () -> plivo.log(account, window.since(), window.until(), offset));
      if (!(answer.orElse(null) instanceof Listed listed)) {
        logUnread(account, answer);
        return Optional.empty();
      }
      entries.addAll(listed.entries());
      if (!listed.more()) {
        return Optional.of(entries);
      }
    }
    LOG.log(Level.WARNING, "Plivo''s log not read account={0}: too much of it", account);
    return Optional.empty();
  }

  private static void logUnread(String account, Optional<LogPage> answer) {
    String why =
        answer.orElse(null) instanceof LogPage.Unavailable unavailable
            ? unavailable.why()
            : "no turn to ask";
    LOG.log(Level.INFO, "Plivo''s log not read account={0}: {1}", account, why);
  }
}
