package org.plivosandbox;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.plivosandbox.Accounts.Account;

/** The look-alike, put together from its settings at the first request. */
@ApplicationScoped
class Sandbox {
  private static final int THREADS = 4;

  @Inject Config config;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private ScheduledThreadPoolExecutor scheduler;
  private Accounts accounts;

  @PostConstruct
  void open() {
    SandboxSettings settings =
        SandboxSettings.of(name -> config.getOptionalValue(name, String.class));
    if (settings.open()) {
      Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
      // Its own pool: the application's work in the default one must not delay a callback.
      scheduler = new ScheduledThreadPoolExecutor(THREADS, threads);
      accounts =
          new Accounts(
              settings.accounts().stream().map(each -> account(each, settings, clock)).toList());
    }
  }

  private Account account(Credentials credentials, SandboxSettings settings, Clock clock) {
    SignatureHeaders signatures = new SignatureHeaders(credentials);
    CallbackSender sender =
        new CallbackSender(scheduler, signatures, settings.retryDelays(), clock);
    return new Account(credentials, new PlivoApi(settings, sender, clock));
  }

  @PreDestroy
  void close() {
    if (scheduler != null) {
      scheduler.shutdownNow();
    }
  }

  boolean isOpen() {
    return accounts != null;
  }

  Answer answer(Incoming request) {
    return accounts.answer(request);
  }

  void after(Duration delay, Runnable task) {
    scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
