package org.waybill.problem;

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

  @Override
  public Response toResponse(Throwable fault) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "request failed instance=" + instance, fault);
    return new Problem("internal", 500, "Waybill could not answer", null, List.of(), instance)
        .response()
        .build();
  }
}
