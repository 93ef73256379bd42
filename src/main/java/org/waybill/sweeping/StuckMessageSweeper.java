package org.waybill.sweeping;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  /** Enough for the pace when Plivo takes 200 ms to answer. */
  private static final int QUESTIONS_AT_ONCE = 8;

  @Inject StuckMessages stuck;
  @Inject PlivoApi plivo;
  @Inject PacedCaller caller;
  @Inject SweepSettings settings;
  @Inject InstantSource clock;
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

  /** For a period at most: the next sweep finds Plivo back, and others want their turn. */
  void sweep() {
    List<Optional<Question>> taken;
    Unanswered unanswered = new Unanswered();
    Instant end = clock.instant().plus(settings.period());
    do {
      taken = stuck.take(BATCH, unanswered::isAway);
      CompletableFuture.allOf(
              taken.stream()
                  .flatMap(Optional::stream)
                  .map(
                      question ->
                          CompletableFuture.runAsync(() -> ask(question, unanswered), askers))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } while (taken.size() == BATCH && !stopped && clock.instant().isBefore(end));
  }

  /** One message that cannot be settled now must not keep the others waiting. */
  private void ask(Question question, Unanswered unanswered) {
    if (stopped) {
      return;
    }
    try {
      if (unanswered.isAway(question.account())) {
        stuck.settle(question, StuckMessages.AWAY);
        return;
      }
      ReadResult answer = answer(question);
      unanswered.heard(question.account(), answer);
      stuck.settle(question, answer);
      log(Level.INFO, question, shown(answer));
    } catch (Exception notSettled) {
      log(Level.ERROR, question, "not settled: " + notSettled.getClass().getSimpleName());
    }
  }

  private ReadResult answer(Question question) {
    return caller
        .call(
            question.account(),
            CallKind.QUESTION,
            () -> plivo.read(question.account(), question.messageUuid()))
        .orElse(StuckMessages.AWAY);
  }

  private static String shown(ReadResult answer) {
    String kind = answer.getClass().getSimpleName();
    return answer instanceof Unavailable unavailable ? kind + ": " + unavailable.why() : kind;
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
