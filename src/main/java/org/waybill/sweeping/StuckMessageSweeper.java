package org.waybill.sweeping;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waybill.pacing.CallKind;
import org.waybill.pacing.PacedCaller;
import org.waybill.plivo.PlivoApi;
import org.waybill.plivo.ReadResult;
import org.waybill.plivo.ReadResult.Unavailable;

/** Asks Plivo about messages past their deadline and settles them. */
@ApplicationScoped
public class StuckMessageSweeper {
  private static final System.Logger LOG = System.getLogger(StuckMessageSweeper.class.getName());
  private static final int BATCH = 100;

  /**
   * Who did not answer one question at all is not asked the others of this sweep; one that is
   * answered with an error says nothing of the others.
   */
  private static final ReadResult AWAY =
      new Unavailable(OptionalInt.empty(), "Plivo did not answer another question.", Duration.ZERO);

  /** Enough for the pace when Plivo takes 200 ms to answer. */
  private static final int QUESTIONS_AT_ONCE = 8;

  @Inject StuckMessages stuck;
  @Inject PlivoApi plivo;
  @Inject PacedCaller caller;
  @Resource ManagedThreadFactory threads;

  private ExecutorService askers;
  private volatile boolean stopped;

  @PostConstruct
  void open() {
    askers = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE, threads);
  }

  void stop() {
    stopped = true;
    askers.shutdown();
  }

  void sweep() {
    List<Optional<Question>> taken;
    Set<String> away = ConcurrentHashMap.newKeySet();
    do {
      taken = stuck.take(BATCH);
      CompletableFuture.allOf(
              taken.stream()
                  .flatMap(Optional::stream)
                  .map(question -> CompletableFuture.runAsync(() -> ask(question, away), askers))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } while (taken.size() == BATCH && !stopped);
  }

  /** One message that cannot be settled now must not keep the others waiting. */
  private void ask(Question question, Set<String> away) {
    if (stopped) {
      return;
    }
    try {
      ReadResult answer = away.contains(question.account()) ? AWAY : answer(question);
      if (answer instanceof Unavailable unavailable && unavailable.httpStatus().isEmpty()) {
        away.add(question.account());
      }
      stuck.settle(question, answer);
      log(Level.INFO, question, answer.getClass().getSimpleName());
    } catch (RuntimeException notSettled) {
      log(Level.ERROR, question, "not settled: " + notSettled.getClass().getSimpleName());
    }
  }

  private ReadResult answer(Question question) {
    return caller
        .call(
            question.account(),
            CallKind.QUESTION,
            () -> plivo.read(question.account(), question.messageUuid()))
        .orElse(AWAY);
  }

  private static void log(Level level, Question question, String end) {
    LOG.log(
        level,
        "stuck message asked about messageId={0} attemptId={1} answer={2}",
        question.messageId(),
        question.attemptId(),
        end);
  }
}
