package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.waybill.lifecycle.Stopping;

/**
 * Notices that for so long no node was at work, or no callback came in, that Plivo may have given
 * up callbacks, which it does after seven minutes, and asks about every message that they may have
 * been of. There may be very many, so each of the transactions in which they are made due is short.
 */
@ApplicationScoped
public class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  private final Outages outages;
  private final SweepSettings settings;
  private final InstantSource clock;
  private volatile boolean stopping;

  protected Heartbeat() {
    this(null, null, null);
  }

  @Inject
  public Heartbeat(Outages outages, SweepSettings settings, InstantSource clock) {
    this.outages = outages;
    this.settings = settings;
    this.clock = clock;
  }

  /** This node is at work. */
  void beat() {
    Instant now = clock.instant();
    outages.begin(now);
    OptionalInt asking = outages.seen(Outages.Of.NODES, now, now);
    if (asking.isPresent()) {
      LOG.log(Level.WARNING, "back after an outage, asking about {0} messages", asking.getAsInt());
    }
    for (Outages.Of what : Outages.Of.values()) {
      askOn(what);
    }
  }

  /**
   * A callback came to this node. What was heard of since the outage, or asked about, needs no
   * question: a callback that failed so short a time ago is repeated by Plivo.
   */
  void heard(Instant at) {
    OptionalInt asking = outages.seen(Outages.Of.CALLBACKS, at, at.minus(settings.outage()));
    if (asking.orElse(0) > 0) {
      LOG.log(Level.WARNING, "callbacks come again, asking about {0} messages", asking.getAsInt());
    }
    askOn(Outages.Of.CALLBACKS);
  }

  private void askOn(Outages.Of what) {
    Optional<Instant> from = Optional.of(clock.instant());
    while (from.isPresent() && !stopping) {
      from = outages.askOn(what, from.get());
    }
  }

  /** What is not planned yet another node plans, or this one when it is back. */
  void stop(@Observes Stopping event) {
    stopping = true;
  }
}
