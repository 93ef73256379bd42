package org.waybill.spending;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says when the account may send again. */
@Provider
public class CapReachedMapper implements ExceptionMapper<CapReached> {
  @Override
  public Response toResponse(CapReached reached) {
    return reached
        .problem()
        .response()
        .header(HttpHeaders.RETRY_AFTER, reached.pause().toSeconds() + 1)
        .build();
  }
}
