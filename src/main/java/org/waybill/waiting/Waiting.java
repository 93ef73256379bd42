package org.waybill.waiting;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.waybill.commit.Tellers;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.message.MessageSearch;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;

/**
 * Everybody who waits for Plivo's answer to a message, on this node. Woken by the commit of a
 * change made here; a look into the database finds what another node changed.
 */
@ApplicationScoped
public class Waiting {
  private static final System.Logger LOG = System.getLogger(Waiting.class.getName());
  private static final int LOOK_MILLIS = 250;

  /** Each reads its message and writes an answer; many waits often end together. */
  private static final int ANSWERERS = 4;

  /** Half of the connections that Waybill's own pool has. */
  private static final int MOST_ANSWERERS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private record Wait(Instant since, Instant until, CompletableFuture<Void> over) {
    /**
     * Also when the clock was set back: it would be for as long as it was ahead. A wait may have
     * begun a moment after {@code now} was taken.
     */
    boolean isOver(Instant now) {
      return !now.isBefore(until) || now.isBefore(since.minus(LONGEST_LOOK));
    }
  }

  private final MessageSearch search;
  private final WaitSettings settings;
  private final InstantSource clock;
  @Resource ManagedThreadFactory threads;

  private final Map<UUID, Wait> waits = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Tellers answerers;
  private Thread lookout;

  protected Waiting() {
    this(null, null, null);
  }

  @Inject
  public Waiting(MessageSearch search, WaitSettings settings, InstantSource clock) {
    this.search = search;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes Started started) {
    work(threads);
    lookout = threads.newThread(this::look);
    lookout.setName("waybill-waiting");
    lookout.start();
  }

  void work(ThreadFactory with) {
    answerers =
        new Tellers(ANSWERERS, MOST_ANSWERERS, Integer.MAX_VALUE, with, "waybill-waiting-teller");
  }

  /**
   * Call it after the message is committed. One at a time waits for a message: a wait for its new
   * attempt ends the one for the attempt before, which has been answered.
   *
   * @return ends when there is something to tell or the time is over, in a thread that may work for
   *     a moment; empty when too many wait already
   */
  public Optional<CompletionStage<Void>> begin(UUID messageId, Duration atMost) {
    if (waits.size() >= settings.most() || isStopping()) {
      return Optional.empty();
    }
    CompletableFuture<Void> over = new CompletableFuture<>();
    Instant now = clock.instant();
    Wait former = waits.put(messageId, new Wait(now, now.plus(atMost), over));
    if (former != null) {
      end(former);
    }
    return isStopping() && waits.remove(messageId) != null
        ? Optional.empty() // the end of all waits may not have seen this one
        : Optional.of(over);
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) StatusChanges changes) {
    for (StatusChanged change : changes.all()) {
      if (change.to().tellsOfPlivosAnswer()) {
        end(change.messageId());
      }
    }
  }

  private void look() {
    try {
      while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        answerers.relieve();
        survive(this::endWhatIsOver);
      }
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody else ends a wait: one look that fails, for want of memory, say, is not the last. */
  private static void survive(Runnable look) {
    try {
      look.run();
    } catch (Error broken) {
      LOG.log(Level.ERROR, "waits not looked after once", broken);
    }
  }

  void endWhatIsOver() {
    Instant now = clock.instant();
    waits.forEach(
        (id, wait) -> {
          if (wait.isOver(now)) {
            end(id);
          }
        });
    try {
      if (!waits.isEmpty()) {
        search.answeredByPlivo(Set.copyOf(waits.keySet())).forEach(this::end);
      }
    } catch (Exception databaseTrouble) {
      LOG.log(Level.DEBUG, "waits not looked after, their time ends them", databaseTrouble);
    }
  }

  private void end(UUID messageId) {
    Wait wait = waits.remove(messageId);
    if (wait != null) {
      end(wait);
    }
  }

  /** Not in the thread that tells: it has committed and must go on. */
  private void end(Wait wait) {
    answerers.tell(() -> wait.over().complete(null));
  }

  private boolean isStopping() {
    return stopped.getCount() == 0;
  }

  void stop(@Observes Stopping stopping) {
    if (answerers == null) {
      return;
    }
    stopped.countDown();
    try {
      if (lookout != null) {
        lookout.join(PATIENCE.toMillis());
      }
      waits.keySet().forEach(this::end);
      answerers.stop();
      answerers.awaitEnd(PATIENCE);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
