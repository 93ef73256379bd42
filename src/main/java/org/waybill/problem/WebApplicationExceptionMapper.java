package org.waybill.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses (no such address, method, media type), with its headers kept. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refused) {
    Response response = refused.getResponse();
    if (response.getStatus() < 400) {
      return response;
    }
    Problem problem =
        Problem.ofStatus(response.getStatus(), response.getStatusInfo().getReasonPhrase());
    return Response.fromResponse(response).type(Problem.MEDIA_TYPE).entity(problem.json()).build();
  }
}
