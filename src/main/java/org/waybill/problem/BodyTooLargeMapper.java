package org.waybill.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
public class BodyTooLargeMapper implements ExceptionMapper<BodyTooLarge> {
  @Override
  public Response toResponse(BodyTooLarge tooLarge) {
    return tooLarge.problem().response().build();
  }
}
