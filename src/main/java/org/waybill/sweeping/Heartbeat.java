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
 * Notices that no node was at work for so long that Plivo may have given up callbacks, which it
 * does after seven minutes, and asks about every message that they may have been of.
 */
@ApplicationScoped
@Transactional
public class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

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

  /** Of the nodes that come back together, one asks: the others find the row beaten. */
  void beat() {
    Instant now = clock.instant();
    entities
        .createNativeQuery(
            "insert into heartbeat (id, seen_at) values (1, ?1) on conflict do nothing")
        .setParameter(1, Timestamp.from(now))
        .executeUpdate();
    List<?> outage =
        entities
            .createNativeQuery("select id from heartbeat where seen_at < ?1 for update")
            .setParameter(1, Timestamp.from(now.minus(settings.outage())))
            .getResultList();
    entities
        .createNativeQuery("update heartbeat set seen_at = ?1 where seen_at < ?1")
        .setParameter(1, Timestamp.from(now))
        .executeUpdate();
    if (!outage.isEmpty()) {
      int asked = messages.askAboutAllOnTheirWay(now);
      LOG.log(Level.WARNING, "back after an outage, asking about {0} messages", asked);
    }
  }
}
