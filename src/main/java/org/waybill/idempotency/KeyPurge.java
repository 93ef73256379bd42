package org.waybill.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.problem.Unspoken;

/** Forgets keys whose time is over. Nothing gets out of it, as with the sweeper's turns. */
@ApplicationScoped
public class KeyPurge {
  private static final System.Logger LOG = System.getLogger(KeyPurge.class.getName());

  @Inject IdempotencyKeys keys;
  private volatile boolean working;

  void start(@Observes Started started) {
    working = true;
  }

  void stop(@Observes Stopping stopping) {
    working = false;
  }

  void purge() {
    try {
      int purged = IdempotencyKeys.MOST_PURGED;
      while (working && purged == IdempotencyKeys.MOST_PURGED) {
        purged = keys.purge();
        LOG.log(Level.DEBUG, "idempotency keys forgotten: {0}", purged);
      }
    } catch (Exception | Error trouble) {
      LOG.log(
          Level.ERROR,
          "idempotency keys not purged, the next minute goes on",
          Unspoken.of(trouble));
    }
  }
}
