package org.waybill.sweeping;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waybill.problem.Unspoken;

/**
 * Lets work be done once a period and never twice at a time on this node. Nothing gets out of it: a
 * server may end a timer for good that fails.
 */
final class Turn {
  private static final System.Logger LOG = System.getLogger(Turn.class.getName());

  private final InstantSource clock;
  private final Duration period;
  private final AtomicBoolean taken = new AtomicBoolean();
  private Instant lastAt = Instant.EPOCH;
  private boolean failing;

  Turn(InstantSource clock, Duration period) {
    this.clock = clock;
    this.period = period;
  }

  void take(Runnable work) {
    if (taken.compareAndSet(false, true)) {
      try {
        if (isDue()) {
          lastAt = clock.instant();
          work.run();
          failing = false;
        }
      } catch (Exception | Error trouble) {
        if (!failing) {
          LOG.log(Level.ERROR, "sweep broken off, the next one goes on", Unspoken.of(trouble));
        }
        failing = true;
      } finally {
        taken.set(false);
      }
    }
  }

  /** A clock that was set back does not silence the sweeper. */
  private boolean isDue() {
    Duration since = Duration.between(lastAt, clock.instant());
    return since.isNegative() || since.compareTo(period) >= 0;
  }
}
