package org.waybill.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * 400 for a body that its caller did not finish: no fault of ours, so the log has nothing of it.
 */
@Provider
public class BodyBrokenOffMapper implements ExceptionMapper<BodyBrokenOff> {
  @Override
  public Response toResponse(BodyBrokenOff brokenOff) {
    return brokenOff.problem().response().build();
  }
}
