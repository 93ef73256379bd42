package org.waybill.sweeping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;

/** When any node was last at work, and when one last had a callback. */
@ApplicationScoped
@Transactional
public class Beats {
  /** What is seen, as its row is numbered. */
  enum Of {
    NODES(1),
    CALLBACKS(2);

    private final int row;

    Of(int row) {
      this.row = row;
    }
  }

  private final EntityManager entities;

  protected Beats() {
    this(null);
  }

  @Inject
  public Beats(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Callbacks could be heard since the first node was at work: so an address that was wrong from
   * the beginning is an outage, too.
   */
  void begin(Instant at) {
    entities
        .createNativeQuery(
            "insert into heartbeat (id, seen_at) values (?1, ?3), (?2, ?3) on conflict do nothing")
        .setParameter(1, Of.NODES.row)
        .setParameter(2, Of.CALLBACKS.row)
        .setParameter(3, Timestamp.from(at))
        .executeUpdate();
  }

  boolean wereMissingSince(Of what, Instant time) {
    return !entities
        .createNativeQuery("select id from heartbeat where id = ?1 and seen_at < ?2")
        .setParameter(1, what.row)
        .setParameter(2, Timestamp.from(time))
        .getResultList()
        .isEmpty();
  }

  void seen(Of what, Instant at) {
    entities
        .createNativeQuery("update heartbeat set seen_at = ?2 where id = ?1 and seen_at < ?2")
        .setParameter(1, what.row)
        .setParameter(2, Timestamp.from(at))
        .executeUpdate();
  }
}
