package org.waybill.sending;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says why nothing was done. */
@Provider
public class RefusedMapper implements ExceptionMapper<Refused> {
  @Override
  public Response toResponse(Refused refused) {
    return refused.problem().response().build();
  }
}
