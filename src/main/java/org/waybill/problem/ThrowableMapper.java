package org.waybill.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/** Our own faults: the caller learns an instance, the log learns the rest. */
@Provider
public class ThrowableMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ThrowableMapper.class.getName());
  private static final int RETRY_SECONDS = 5;

  @Override
  public Response toResponse(Throwable fault) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    if (Outage.isCauseOf(fault)) {
      // one line: an outage fails every request, and its trace tells nothing of us
      LOG.log(
          Level.ERROR,
          "request failed, the database is away instance={0} cause={1}",
          instance,
          Unspoken.rootOf(fault));
      return unavailable(instance);
    }
    LOG.log(Level.ERROR, "request failed instance=" + instance, Unspoken.of(fault));
    return internal(instance);
  }

  private static Response internal(String instance) {
    return new Problem("internal", 500, "Waybill could not answer", null, List.of(), instance)
        .response()
        .build();
  }

  private static Response unavailable(String instance) {
    return new Problem(
            "unavailable", 503, "The database is not available", null, List.of(), instance)
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }
}
