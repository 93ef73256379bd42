package org.waybill.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.waybill.access.RateLimits;
import org.waybill.idempotency.IdempotencyKeys;
import org.waybill.idempotency.KeptParts;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.idempotency.Reservation;
import org.waybill.idempotency.Reservation.InUse;
import org.waybill.idempotency.Reservation.Ours;
import org.waybill.idempotency.Reservation.Reused;
import org.waybill.lifecycle.Started;
import org.waybill.problem.Bodies;
import org.waybill.problem.InvalidRequest;

/** Many messages with one request. */
@Path("/v1/messages/batch")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BatchResource {
  private static final System.Logger LOG = System.getLogger(BatchResource.class.getName());

  @Inject Batches batches;
  @Inject IdempotencyKeys keys;
  @Inject KeptParts keptParts;
  @Inject BatchSettings settings;
  @Inject RateLimits limits;
  private volatile Places places;

  void start(@Observes Started started) {
    places = new Places(settings.atOnce());
  }

  /**
   * Answers 200 with one result per entry, in order. Under a key, what a batch that broke off had
   * done is not done again.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response send(
      InputStream body,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      @Context UriInfo address) {
    Optional<String> key = KeyedRequest.key(headers.getRequestHeader(KeyedRequest.HEADER));
    String client = caller.getUserPrincipal().getName();
    if (!places.take(client)) {
      return RateLimits.tooMany(Duration.ZERO);
    }
    boolean streaming = false;
    try {
      byte[] bytes =
          Bodies.read(
              body, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH), settings.mostBytes());
      Response answer =
          answer(
              Batch.keyless(BatchBody.check(bytes), client),
              key.map(
                  any -> KeyedRequest.of(client, any, HttpMethod.POST, address.getPath(), bytes)));
      streaming = answer.getEntity() instanceof StreamingOutput;
      return answer;
    } finally {
      if (!streaming) {
        places.leave(client);
      }
    }
  }

  private Response answer(Batch batch, Optional<KeyedRequest> keyed) {
    return overTheLimit(batch.body(), batch.client())
        .or(() -> keyed.map(request -> keyed(batch, request)))
        .orElseGet(() -> streamed(batch));
  }

  private Response keyed(Batch batch, KeyedRequest request) {
    Reservation found = keys.reserve(request);
    if (found instanceof Ours ours) {
      return streamed(batch.under(ours, kept(ours)));
    }
    return found instanceof InUse
        ? InUse.problem().response().header(HttpHeaders.RETRY_AFTER, InUse.RETRY_SECONDS).build()
        : Reused.problem().response().build();
  }

  private Map<Integer, String> kept(Ours ours) {
    try {
      return keptParts.of(ours);
    } catch (RuntimeException databaseTrouble) {
      leave(ours); // whoever repeats the batch need not wait for the lease
      throw databaseTrouble;
    }
  }

  /** The request itself was counted as one send. */
  private Optional<Response> overTheLimit(BatchBody batch, String client) {
    if (batch.size() > limits.mostSends()) {
      throw new InvalidRequest(
          batch.pointer(), "It has more entries than this client may send in a minute.");
    }
    return limits.sends(client, batch.size() - 1).map(RateLimits::tooMany);
  }

  private Response streamed(Batch batch) {
    Response.ResponseBuilder answer = Response.ok(results(batch));
    return batch.isReplay() ? answer.header(KeyedRequest.REPLAYED, "true").build() : answer.build();
  }

  private StreamingOutput results(Batch batch) {
    return output -> {
      try {
        batches.accept(batch, writer(output));
      } finally {
        places.leave(batch.client());
        batch.key().ifPresent(this::leave);
      }
    };
  }

  private static Writer writer(OutputStream output) {
    return new OutputStreamWriter(output, StandardCharsets.UTF_8);
  }

  /** What cannot be left now, its lease will. */
  private void leave(Ours ours) {
    try {
      keptParts.leave(ours);
    } catch (Exception databaseTrouble) {
      LOG.log(Level.DEBUG, "key of a batch not left, its lease will run out", databaseTrouble);
    }
  }
}
