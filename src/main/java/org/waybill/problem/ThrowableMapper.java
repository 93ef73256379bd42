package org.waybill.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Our own faults: the caller learns an instance, the log learns the rest. */
@Provider
public class ThrowableMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ThrowableMapper.class.getName());
  private static final int RETRY_AFTER_SECONDS = 5;

  @Override
  public Response toResponse(Throwable fault) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "request failed instance=" + instance, fault);
    return isOfTheDatabase(fault)
        ? problem("unavailable", 503, "The database does not answer, try again", instance)
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            .build()
        : problem("internal", 500, "Waybill could not answer", instance).build();
  }

  /** Requests are checked before the database sees them: what it refuses is no fault of theirs. */
  private static boolean isOfTheDatabase(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .anyMatch(SQLException.class::isInstance);
  }

  private static Response.ResponseBuilder problem(
      String type, int status, String title, String instance) {
    return new Problem(type, status, title, null, List.of(), instance).response();
  }
}
