package org.waybill.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.waybill.idempotency.Reservation.Ours;

/**
 * The parts of requests that take several transactions. Each part is kept in the transaction that
 * does its work, so whoever has the key next knows what is done. Such a key is never completed: it
 * is left, and taken over by the same request when that comes again.
 */
@ApplicationScoped
@Transactional
public class KeptParts {
  private static final String HELD =
      " where client = ?1 and idempotency_key = ?2 and owner = ?3 and leased_until is not null";

  private final EntityManager entities;
  private final IdempotencySettings settings;
  private final InstantSource clock;

  protected KeptParts() {
    this(null, null, null);
  }

  @Inject
  public KeptParts(EntityManager entities, IdempotencySettings settings, InstantSource clock) {
    this.entities = entities;
    this.settings = settings;
    this.clock = clock;
  }

  /** What was kept before, by the number of the part. */
  public Map<Integer, String> of(Ours ours) {
    List<?> rows =
        of(
                ours,
                "select part, body from idempotency_part"
                    + " where client = ?1 and idempotency_key = ?2")
            .getResultList();
    Map<Integer, String> bodies = new HashMap<>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      bodies.put(((Number) columns[0]).intValue(), (String) columns[1]);
    }
    return bodies;
  }

  /**
   * Call it in the transaction that does the work of these parts. It renews the lease, too.
   *
   * @throws KeyLost when the key was taken over: then the work must not be committed
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(Ours ours, List<KeptPart> parts) {
    Instant now = clock.instant();
    int held =
        of(ours, "update idempotency_key set leased_until = ?4, expires_at = ?5" + HELD)
            .setParameter(3, ours.owner().toString())
            .setParameter(4, Timestamp.from(now.plus(settings.lease())))
            .setParameter(5, Timestamp.from(now.plus(settings.keepFor())))
            .executeUpdate();
    if (held != 1) {
      throw new KeyLost();
    }
    parts.forEach(part -> insert(ours, part));
  }

  private void insert(Ours ours, KeptPart part) {
    of(
            ours,
            "insert into idempotency_part (client, idempotency_key, part, message_id, body)"
                + " values (?1, ?2, ?3, ?4, ?5)")
        .setParameter(3, part.number())
        .setParameter(4, Objects.toString(part.messageId(), null))
        .setParameter(5, part.body())
        .executeUpdate();
  }

  /** The same request may go on at once, and no other may have the key. */
  public void leave(Ours ours) {
    of(ours, "update idempotency_key set leased_until = ?4" + HELD)
        .setParameter(3, ours.owner().toString())
        .setParameter(4, Timestamp.from(clock.instant()))
        .executeUpdate();
  }

  private Query of(Ours ours, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, ours.request().client())
        .setParameter(2, ours.request().key());
  }
}
