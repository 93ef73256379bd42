package org.waybill.sending;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says that sending is refused for the recipient's sake. */
@Provider
public class SuppressedMapper implements ExceptionMapper<Suppressed> {
  @Override
  public Response toResponse(Suppressed suppressed) {
    return suppressed.problem().response().build();
  }
}
