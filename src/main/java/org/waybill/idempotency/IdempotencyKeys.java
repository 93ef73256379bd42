package org.waybill.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.waybill.idempotency.Reservation.Answered;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.idempotency.Reservation.Ours;
import org.waybill.idempotency.Reservation.Reused;

/**
 * All keys. Reserved in a transaction of its own, completed in the one that does the work: so work
 * and answer are committed together or not at all.
 */
@ApplicationScoped
@Transactional
public class IdempotencyKeys {
  /** By one transaction. */
  static final int MOST_PURGED = 5_000;

  private static final String OF_REQUEST = " where client = ?1 and idempotency_key = ?2";

  /** Still ours, and not yet completed. */
  private static final String HELD = OF_REQUEST + " and owner = ?3 and leased_until is not null";

  private final EntityManager entities;
  private final IdempotencySettings settings;
  private final InstantSource clock;

  protected IdempotencyKeys() {
    this(null, null, null);
  }

  @Inject
  public IdempotencyKeys(
      EntityManager entities, IdempotencySettings settings, InstantSource clock) {
    this.entities = entities;
    this.settings = settings;
    this.clock = clock;
  }

  /** Call it outside of any transaction: others must see the reservation at once. */
  public Reservation reserve(KeyedRequest request) {
    Ours ours = new Ours(request, UUID.randomUUID());
    Instant now = clock.instant();
    boolean isOurs =
        inserted(ours, now)
            || (forgotten(request, now) && inserted(ours, now))
            || takenOver(ours, now);
    return isOurs ? ours : found(request);
  }

  private boolean inserted(Ours ours, Instant now) {
    return of(
                ours.request(),
                "insert into idempotency_key"
                    + " (client, idempotency_key, owner, fingerprint, leased_until, expires_at)"
                    + " values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
            .setParameter(3, ours.owner().toString())
            .setParameter(4, ours.request().fingerprint())
            .setParameter(5, Timestamp.from(now.plus(settings.lease())))
            .setParameter(6, Timestamp.from(now.plus(settings.keepFor())))
            .executeUpdate()
        == 1;
  }

  /** Past its time and not yet purged. */
  private boolean forgotten(KeyedRequest request, Instant now) {
    return of(request, "delete from idempotency_key" + OF_REQUEST + " and expires_at <= ?3")
            .setParameter(3, Timestamp.from(now))
            .executeUpdate()
        == 1;
  }

  /** From an owner of the same request that left it, or gave no sign of life. */
  private boolean takenOver(Ours ours, Instant now) {
    return of(
                ours.request(),
                "update idempotency_key set owner = ?3, leased_until = ?4"
                    + OF_REQUEST
                    + " and fingerprint = ?5 and leased_until <= ?6")
            .setParameter(3, ours.owner().toString())
            .setParameter(4, Timestamp.from(now.plus(settings.lease())))
            .setParameter(5, ours.request().fingerprint())
            .setParameter(6, Timestamp.from(now))
            .executeUpdate()
        == 1;
  }

  private Reservation found(KeyedRequest request) {
    List<?> rows =
        of(
                request,
                "select fingerprint, message_id, status, body from idempotency_key" + OF_REQUEST)
            .getResultList();
    if (rows.isEmpty()) {
      return new InUse(); // freed a moment ago: the caller may try again
    }
    Object[] row = (Object[]) rows.get(0);
    if (!request.fingerprint().equals(row[0])) {
      return new Reused();
    }
    return row[2] == null
        ? new InUse()
        : new Answered(
            new KeptAnswer(
                UUID.fromString((String) row[1]), ((Number) row[2]).intValue(), (String) row[3]));
  }

  /**
   * Call it in the transaction that does the work.
   *
   * @throws KeyLost when the key was taken over: then the work must not be committed
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void complete(Ours ours, KeptAnswer answer) {
    int completed =
        held(
                ours,
                "update idempotency_key set leased_until = null, expires_at = ?4, message_id = ?5,"
                    + " status = ?6, body = ?7"
                    + HELD)
            .setParameter(4, Timestamp.from(clock.instant().plus(settings.keepFor())))
            .setParameter(5, answer.messageId().toString())
            .setParameter(6, answer.status())
            .setParameter(7, answer.body())
            .executeUpdate();
    if (completed != 1) {
      throw new KeyLost();
    }
  }

  /** The answer that is really given differs from what it was at the commit. */
  public void amend(Ours ours, String body) {
    held(
            ours,
            "update idempotency_key set body = ?4"
                + OF_REQUEST
                + " and owner = ?3"
                + " and leased_until is null")
        .setParameter(4, body)
        .executeUpdate();
  }

  /** Frees the key unless it was completed after all, whatever the failed commit reported. */
  public void release(Ours ours) {
    held(ours, "delete from idempotency_key" + HELD).executeUpdate();
  }

  /**
   * Forgets some of the keys whose time is over, so that a transaction of many ends in time.
   *
   * @return how many; {@link #MOST_PURGED} when there may be more
   */
  int purge() {
    return entities
        .createNativeQuery(
            "delete from idempotency_key where (client, idempotency_key) in"
                + " (select client, idempotency_key from idempotency_key where expires_at <= ?1"
                + " order by expires_at limit ?2)")
        .setParameter(1, Timestamp.from(clock.instant()))
        .setParameter(2, MOST_PURGED)
        .executeUpdate();
  }

  private Query held(Ours ours, String sql) {
    return of(ours.request(), sql).setParameter(3, ours.owner().toString());
  }

  private Query of(KeyedRequest request, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, request.client())
        .setParameter(2, request.key());
  }
}
