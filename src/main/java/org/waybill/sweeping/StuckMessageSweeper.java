package org.waybill.sweeping;

import io.github.bucket4j.Bucket;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waybill.plivo.PlivoApi;
import org.waybill.plivo.ReadResult;

/** Asks Plivo about messages past their deadline and settles them. */
@ApplicationScoped
public class StuckMessageSweeper {
  private static final System.Logger LOG = System.getLogger(StuckMessageSweeper.class.getName());
  private static final int BATCH = 100;

  /** Enough for the pace when Plivo takes 200 ms to answer. */
  private static final int QUESTIONS_AT_ONCE = 8;

  @Inject StuckMessages stuck;
  @Inject PlivoApi plivo;
  @Inject SweepSettings settings;
  @Resource ManagedThreadFactory threads;

  private Bucket pace;
  private ExecutorService askers;
  private volatile boolean stopped;

  @PostConstruct
  void open() {
    int perSecond = settings.questionsPerSecond();
    askers = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE, threads);
    pace =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
  }

  void stop() {
    stopped = true;
    askers.shutdown();
  }

  void sweep() {
    List<Optional<Question>> taken;
    do {
      taken = stuck.take(BATCH);
      CompletableFuture.allOf(
              taken.stream()
                  .flatMap(Optional::stream)
                  .map(question -> CompletableFuture.runAsync(() -> ask(question), askers))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } while (taken.size() == BATCH && !stopped);
  }

  /** One message that cannot be settled now must not keep the others waiting. */
  private void ask(Question question) {
    pace.asBlocking().consumeUninterruptibly(1);
    if (stopped) {
      return;
    }
    try {
      ReadResult answer = plivo.read(question.messageUuid());
      stuck.settle(question, answer);
      log(Level.INFO, question, answer.getClass().getSimpleName());
    } catch (RuntimeException notSettled) {
      log(Level.ERROR, question, "not settled: " + notSettled.getClass().getSimpleName());
    }
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
