package org.waybill.standing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.waybill.lifecycle.Started;

/** What this node last saw of each account, for the log, the metrics and health. */
@ApplicationScoped
public class StandingWatch {
  private static final System.Logger LOG = System.getLogger(StandingWatch.class.getName());

  @Inject MeterRegistry registry;
  @Inject StandingSettings settings;

  private final Map<String, StandingChanged> seen = new ConcurrentSkipListMap<>();

  void start(@Observes Started started) {
    for (String account : settings.accounts()) {
      for (Condition condition : Condition.values()) {
        Gauge.builder("waybill.account.condition", () -> is(account, condition) ? 1 : 0)
            .description("1 for the condition that the account is in")
            .tag("account", account)
            .tag("condition", condition.word())
            .register(registry);
      }
    }
  }

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) StandingChanged change) {
    saw(change);
    if (change.condition() == Condition.WORKING) {
      LOG.log(Level.WARNING, "account works again account={0}", change.account());
    } else {
      LOG.log(
          Level.ERROR,
          "account {0} account={1} cause={2}: {3}",
          change.condition().word(),
          change.account(),
          change.cause().word(),
          change.cause().advice());
    }
  }

  /** Another node may have changed it. */
  void saw(StandingChanged latest) {
    seen.put(latest.account(), latest);
  }

  boolean is(String account, Condition condition) {
    StandingChanged latest = seen.get(account);
    return (latest == null ? Condition.WORKING : latest.condition()) == condition;
  }

  /** By account. */
  public Collection<StandingChanged> all() {
    return seen.values();
  }
}
