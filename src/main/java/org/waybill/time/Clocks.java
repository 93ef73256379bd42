package org.waybill.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** The one place that knows the time. Ticks in microseconds, which both databases keep. */
@ApplicationScoped
public class Clocks {
  @Produces
  InstantSource clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
