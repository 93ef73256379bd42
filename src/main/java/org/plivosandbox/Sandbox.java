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

/** The look-alike, put together from its settings at the first request. */
@ApplicationScoped
class Sandbox {
  private static final int THREADS = 4;

  @Inject Config config;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private ScheduledThreadPoolExecutor scheduler;
  private PlivoApi api;

  @PostConstruct
  void open() {
    SandboxSettings settings =
        SandboxSettings.of(name -> config.getOptionalValue(name, String.class));
    if (settings.open()) {
      Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
      // Its own pool: the application's work in the default one must not delay a callback.
      scheduler = new ScheduledThreadPoolExecutor(THREADS, threads);
      SignatureHeaders signatures = new SignatureHeaders(settings.credentials());
      api =
          new PlivoApi(
              settings,
              new CallbackSender(scheduler, signatures, settings.retryDelays(), clock),
              clock);
    }
  }

  @PreDestroy
  void close() {
    if (scheduler != null) {
      scheduler.shutdownNow();
    }
  }

  boolean isOpen() {
    return api != null;
  }

  Answer answer(Incoming request) {
    return api.answer(request);
  }

  void after(Duration delay, Runnable task) {
    scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
