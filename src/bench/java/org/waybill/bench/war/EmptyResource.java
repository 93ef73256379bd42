package org.waybill.bench.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What the server itself costs: it takes any POST, looks at nothing and answers 200. */
@Path("empty")
@ApplicationScoped
public class EmptyResource {
  @POST
  public Response nothing() {
    return Response.ok().build();
  }
}
