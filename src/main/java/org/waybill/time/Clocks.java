package org.waybill.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** The one place that knows the time. Ticks in microseconds, which both databases keep. */
@ApplicationScoped
public class Clocks {
  /** Nodes' clocks differ by less: what is farther ahead was written by one that was wrong. */
  public static final Duration MOST_APART = Duration.ofMinutes(1);

  @Produces
  InstantSource clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
