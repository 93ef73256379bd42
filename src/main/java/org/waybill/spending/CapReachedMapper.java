package org.waybill.spending;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says when the account may send again, if waiting for it helps. */
@Provider
public class CapReachedMapper implements ExceptionMapper<CapReached> {
  @Override
  public Response toResponse(CapReached reached) {
    Response.ResponseBuilder answer = reached.problem().response();
    reached.pause().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1));
    return answer.build();
  }
}
