package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.paging.Cursor;
import org.waybill.paging.Ids;
import org.waybill.paging.Page;
import org.waybill.problem.Bodies;
import org.waybill.problem.Problem;
import org.waybill.waiting.PreferredWait;

/** Sends messages and tells what became of them. */
@Path("/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessagesResource {
  @Inject Acceptance acceptance;
  @Inject Changes changes;
  @Inject Messages messages;

  /**
   * Answers 202 when the message is committed, with its address and its first state, or with the
   * state that it has reached when the caller would wait.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> send(
      InputStream body,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      @Context UriInfo address)
      throws IOException {
    Optional<String> key = KeyedRequest.key(headers.getRequestHeader(KeyedRequest.HEADER));
    byte[] bytes = Bodies.read(body);
    String client = caller.getUserPrincipal().getName();
    String path = address.getPath();
    return acceptance.answer(
        new SendCall(
            MessageRequest.parse(bytes),
            client,
            key.map(any -> KeyedRequest.of(client, any, HttpMethod.POST, path, bytes)),
            PreferredWait.of(headers.getRequestHeader(PreferredWait.HEADER)),
            address.getAbsolutePathBuilder()));
  }

  /** One message with its attempts and its timeline. */
  @GET
  @Path("{id}")
  @Transactional
  public Response one(@PathParam("id") String id) {
    Optional<Message> found = Ids.parse(id).flatMap(messages::find);
    return found
        .map(message -> Response.ok(MessageJson.whole(message).toString()))
        .orElseGet(MessagesResource::notFound)
        .build();
  }

  /** Takes an accepted message back. 200 with the message, also when it was taken back before. */
  @DELETE
  @Path("{id}")
  public Response cancel(@PathParam("id") String id) {
    return Ids.parse(id)
        .flatMap(changes::cancel)
        .map(change -> change.made() ? Response.ok(change.message()) : notCancellable(change))
        .orElseGet(MessagesResource::notFound)
        .build();
  }

  /** Sends a failed, undelivered or rejected message once more, as a new attempt. */
  @POST
  @Path("{id}/retry")
  public Response retry(@PathParam("id") String id, @Context UriInfo address) {
    return Ids.parse(id)
        .flatMap(changes::retry)
        .map(change -> change.made() ? retried(change, address) : notRetryable(change))
        .orElseGet(MessagesResource::notFound)
        .build();
  }

  private static Response.ResponseBuilder retried(Changes.Change change, UriInfo address) {
    URI message =
        address
            .getBaseUriBuilder()
            .path(MessagesResource.class)
            .path(change.id().toString())
            .build();
    return Response.accepted(change.message()).location(message);
  }

  private static Response.ResponseBuilder notCancellable(Changes.Change change) {
    String detail = "It is %s; only an accepted message can be taken back.";
    return conflict("not-cancellable", "Too late to cancel", detail, change);
  }

  private static Response.ResponseBuilder notRetryable(Changes.Change change) {
    String detail =
        change.expired()
            ? "It is %s and its expiresAt has passed: send a new message."
            : "It is %s; only a failed, undelivered or rejected message can be sent once more.";
    return conflict("not-retryable", "It cannot be sent once more", detail, change);
  }

  private static Response.ResponseBuilder conflict(
      String type, String title, String detail, Changes.Change change) {
    return Problem.of(type, 409, title, detail.formatted(change.status().word())).response();
  }

  /** Newest first; {@code nextCursor} leads to the next page and is null on the last. */
  @GET
  @Transactional
  public Response list(@Context UriInfo address) {
    MessageQuery query = MessageQuery.parse(address.getQueryParameters());
    List<Message> found = messages.list(query.filter(), query.limit() + 1);
    return Response.ok(
            Page.json(
                found,
                query.limit(),
                MessageJson::summary,
                message -> new Cursor(message.createdAt(), message.id())))
        .build();
  }

  private static Response.ResponseBuilder notFound() {
    return Problem.of("not-found", 404, "Not found", "There is no message with this id.")
        .response();
  }
}
