package org.waybill.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What this node counts, for Prometheus, with an API key as its bearer token. */
@Path("/v1/metrics")
@ApplicationScoped
public class MetricsResource {
  @Inject Metrics metrics;

  @GET
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  public String text() {
    return metrics.text();
  }
}
