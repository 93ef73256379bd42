package org.waybill.bench.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** Receives a callback the naive way. */
@Path("naive/{attemptId}")
@ApplicationScoped
public class NaiveResource {
  @Inject NaiveReports reports;

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response receive(
      @PathParam("attemptId") UUID attemptId,
      @HeaderParam("X-Plivo-Signature-V3") String signature,
      @HeaderParam("X-Plivo-Signature-V3-Nonce") String nonce,
      @Context UriInfo address,
      MultivaluedMap<String, String> fields) {
    String url = address.getRequestUri().toString();
    if (!NaiveSignature.matches(signature, url, fields, nonce)) {
      return Response.status(Response.Status.FORBIDDEN).build();
    }
    reports.receive(attemptId, nonce, fields);
    return Response.ok().build();
  }
}
