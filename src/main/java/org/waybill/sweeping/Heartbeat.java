package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.waybill.message.UnheardMessages;

/**
 * Notices that for so long no node was at work, or no callback came in, that Plivo may have given
 * up callbacks, which it does after seven minutes, and asks about every message that they may have
 * been of. That they are there again is written down when all are asked about, so that another node
 * does it should this one die on the way. Nodes that come back together do it together: what one
 * has made due the others leave alone.
 */
@ApplicationScoped
public class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  private final Beats beats;
  private final UnheardMessages messages;
  private final SweepSettings settings;
  private final InstantSource clock;

  protected Heartbeat() {
    this(null, null, null, null);
  }

  @Inject
  public Heartbeat(
      Beats beats, UnheardMessages messages, SweepSettings settings, InstantSource clock) {
    this.beats = beats;
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /** This node is at work. */
  void beat() {
    Instant now = clock.instant();
    beats.begin(now);
    if (endsOutage(Beats.Of.NODES, now)) {
      int asked = askAbout(now);
      LOG.log(Level.WARNING, "back after an outage, asking about {0} messages", asked);
    }
    beats.seen(Beats.Of.NODES, now);
  }

  /**
   * A callback came to this node. What was heard of since the outage, or asked about, needs no
   * question: a callback that failed so short a time ago is repeated by Plivo.
   */
  void heard(Instant at) {
    if (endsOutage(Beats.Of.CALLBACKS, at)) {
      int asked = askAbout(at.minus(settings.outage()));
      if (asked > 0) {
        LOG.log(Level.WARNING, "callbacks come again, asking about {0} messages", asked);
      }
    }
    beats.seen(Beats.Of.CALLBACKS, at);
  }

  private boolean endsOutage(Beats.Of what, Instant at) {
    return beats.wereMissingSince(what, at.minus(settings.outage()));
  }

  /** As many a second as can be asked about. */
  private int askAbout(Instant unheardSince) {
    Instant now = clock.instant();
    long count = messages.count(unheardSince, now);
    Duration time = Duration.ofMillis(count * 1_000 / settings.questionsPerSecond());
    int asked = 0;
    int step;
    do {
      step = messages.makeDueWithin(time, unheardSince, now);
      asked += step;
    } while (step == UnheardMessages.STEP);
    return asked;
  }
}
