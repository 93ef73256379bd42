package org.waybill.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.waybill.access.RateLimits;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.lifecycle.Started;
import org.waybill.problem.Bodies;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem;

/** Many messages with one request. */
@Path("/v1/messages/batch")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BatchResource {
  @Inject Batches batches;
  @Inject BatchSettings settings;
  @Inject RateLimits limits;
  private volatile Semaphore places;

  void start(@Observes Started started) {
    places = new Semaphore(settings.atOnce());
  }

  /**
   * Answers 200 with one result per entry, in order. A key would promise that a repeated batch is
   * answered from memory, which a batch of several transactions cannot keep: it is refused.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response send(
      InputStream body, @Context HttpHeaders headers, @Context SecurityContext caller)
      throws IOException {
    if (headers.getHeaderString(KeyedRequest.HEADER) != null) {
      return keyUnsupported();
    }
    if (!places.tryAcquire()) {
      return RateLimits.tooMany(Duration.ZERO);
    }
    boolean streaming = false;
    try {
      BatchBody batch = BatchBody.check(Bodies.read(body, settings.mostBytes()));
      String client = caller.getUserPrincipal().getName();
      Response refusal = overTheLimit(batch, client);
      streaming = refusal == null;
      return streaming ? Response.ok(results(batch, client)).build() : refusal;
    } finally {
      if (!streaming) {
        places.release();
      }
    }
  }

  /** The request itself was counted as one send. */
  private Response overTheLimit(BatchBody batch, String client) {
    if (batch.size() > limits.mostSends()) {
      throw new InvalidRequest(
          batch.pointer(), "It has more entries than this client may send in a minute.");
    }
    return limits.sends(client, batch.size() - 1).map(RateLimits::tooMany).orElse(null);
  }

  private StreamingOutput results(BatchBody batch, String client) {
    return output -> {
      try {
        batches.accept(batch, client, writer(output));
      } finally {
        places.release();
      }
    };
  }

  private static Writer writer(OutputStream output) {
    return new OutputStreamWriter(output, StandardCharsets.UTF_8);
  }

  private static Response keyUnsupported() {
    String detail =
        "A batch is several transactions and cannot be answered once for all: give each entry a"
            + " reference and look for it before sending it again.";
    return Problem.of("idempotency-key-unsupported", 400, "No key for a batch", detail)
        .response()
        .build();
  }
}
