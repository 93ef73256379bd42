package org.waybill.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
public class InvalidRequestMapper implements ExceptionMapper<InvalidRequest> {
  @Override
  public Response toResponse(InvalidRequest invalid) {
    return Problem.invalid(invalid.violations()).response().build();
  }
}
