package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.lang.System.Logger.Level;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.waybill.message.Messages;

/**
 * Notices that for so long no node was at work, or no callback came in, that Plivo may have given
 * up callbacks, which it does after seven minutes, and asks about every message that they may have
 * been of.
 */
@ApplicationScoped
@Transactional
public class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
  private static final int NODE = 1;
  private static final int CALLBACK = 2;

  private final EntityManager entities;
  private final Messages messages;
  private final SweepSettings settings;
  private final InstantSource clock;

  protected Heartbeat() {
    this(null, null, null, null);
  }

  @Inject
  public Heartbeat(
      EntityManager entities, Messages messages, SweepSettings settings, InstantSource clock) {
    this.entities = entities;
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /** This node is at work. Of the nodes that come back together, one asks. */
  void beat() {
    Instant now = clock.instant();
    // callbacks could be heard since the first node was at work: so an address that was wrong from
    // the beginning is an outage too
    entities
        .createNativeQuery(
            "insert into heartbeat (id, seen_at) values (?1, ?3), (?2, ?3) on conflict do nothing")
        .setParameter(1, NODE)
        .setParameter(2, CALLBACK)
        .setParameter(3, Timestamp.from(now))
        .executeUpdate();
    if (endsOutage(NODE, now)) {
      int asked = askAbout(now);
      LOG.log(Level.WARNING, "back after an outage, asking about {0} messages", asked);
    }
  }

  /**
   * A callback came to this node. What was heard of since the outage, or asked about, needs no
   * question: a callback that failed so short a time ago is repeated by Plivo.
   */
  void heard(Instant at) {
    if (endsOutage(CALLBACK, at)) {
      int asked = askAbout(at.minus(settings.outage()));
      if (asked > 0) {
        LOG.log(Level.WARNING, "callbacks come again, asking about {0} messages", asked);
      }
    }
  }

  /** The row's lock lets one node see it: the others find the row touched. */
  private boolean endsOutage(int row, Instant at) {
    List<?> outage =
        entities
            .createNativeQuery("select id from heartbeat where id = ?1 and seen_at < ?2 for update")
            .setParameter(1, row)
            .setParameter(2, Timestamp.from(at.minus(settings.outage())))
            .getResultList();
    entities
        .createNativeQuery("update heartbeat set seen_at = ?2 where id = ?1 and seen_at < ?2")
        .setParameter(1, row)
        .setParameter(2, Timestamp.from(at))
        .executeUpdate();
    return !outage.isEmpty();
  }

  private int askAbout(Instant unheardSince) {
    return messages.askAboutAllOnTheirWay(
        unheardSince, clock.instant(), settings.questionsPerSecond());
  }
}
