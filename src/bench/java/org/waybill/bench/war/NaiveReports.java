package org.waybill.bench.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.UUID;

/** One callback, one transaction. */
@ApplicationScoped
@Transactional
public class NaiveReports {
  @PersistenceContext(unitName = "naive")
  EntityManager entities;

  public void receive(UUID attemptId, String nonce, MultivaluedMap<String, String> fields) {
    String status = fields.getFirst("Status");
    entities.persist(new NaiveReport(attemptId, nonce, status, fields.toString()));
    NaiveMessage message =
        entities.find(NaiveMessage.class, attemptId, LockModeType.PESSIMISTIC_WRITE);
    if (message.advance(status)) {
      entities.persist(new NaiveHistory(attemptId, status));
    }
  }
}
