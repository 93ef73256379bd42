package org.waybill.dispatch;

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
import java.util.TreeMap;
import org.waybill.lifecycle.Started;
import org.waybill.lifecycle.Stopping;
import org.waybill.message.MessageStatus;
import org.waybill.message.StatusChanged;
import org.waybill.message.StatusChanges;
import org.waybill.plivo.PlivoAccount;
import org.waybill.plivo.PlivoAccounts;

/**
 * Submits accepted messages, each account by itself. Woken by the commit of a message; a scan finds
 * what no wake-up told of.
 */
@ApplicationScoped
public class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final Duration SPARE = Duration.ofSeconds(5);

  @Inject Outbox outbox;
  @Inject Submitter submitter;
  @Inject DispatchSettings settings;
  @Inject PlivoAccounts accounts;
  @Inject InstantSource clock;
  @Resource ManagedThreadFactory threads;

  private final Map<String, AccountDispatcher> dispatchers = new TreeMap<>();

  void start(@Observes Started started) {
    for (PlivoAccount account : accounts.all()) {
      dispatchers.put(
          account.name(),
          new AccountDispatcher(account.name(), outbox, submitter, settings, clock, threads));
    }
    dispatchers.values().forEach(AccountDispatcher::start);
  }

  void wakeUp(@Observes(during = TransactionPhase.AFTER_SUCCESS) StatusChanges changes) {
    for (StatusChanged change : changes.all()) {
      AccountDispatcher dispatcher = dispatchers.get(change.account());
      if (change.to() == MessageStatus.ACCEPTED && dispatcher != null) {
        dispatcher.wakeUp();
      }
    }
  }

  /** Claims nothing more and lets every claimed message be submitted and recorded. */
  void stop(@Observes Stopping event) {
    dispatchers.values().forEach(AccountDispatcher::stop);
    Instant end = clock.instant().plus(accounts.longestCall()).plus(SPARE);
    try {
      for (AccountDispatcher dispatcher : dispatchers.values()) {
        if (!dispatcher.awaitEnd(Duration.between(clock.instant(), end))) {
          submitter.stop();
          LOG.log(Level.WARNING, "stopped with sends under way; their leases will run out");
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this node takes messages up. */
  boolean isAlive() {
    return !dispatchers.isEmpty()
        && dispatchers.values().stream().allMatch(AccountDispatcher::isAlive);
  }
}
