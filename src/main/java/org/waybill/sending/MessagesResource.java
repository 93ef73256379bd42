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
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.idempotency.KeyedRequest;
import org.waybill.message.Message;
import org.waybill.message.MessageSearch;
import org.waybill.message.Messages;
import org.waybill.paging.Cursor;
import org.waybill.paging.Ids;
import org.waybill.paging.Page;
import org.waybill.problem.Bodies;
import org.waybill.waiting.PreferredWait;

/** Sends messages and tells what became of them. */
@Path("/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessagesResource {
  private static final byte[] NO_BODY = {};

  @Inject Acceptance acceptance;
  @Inject Acceptor acceptor;
  @Inject Sending sending;
  @Inject Changes changes;
  @Inject Messages messages;
  @Inject MessageSearch search;

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
      @Context UriInfo address) {
    byte[] bytes = Bodies.read(body, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    Call call = call(headers, caller, address, bytes);
    MessageRequest request = MessageRequest.parse(bytes);
    String client = caller.getUserPrincipal().getName();
    return acceptance.answer(
        call,
        inSameTransaction ->
            acceptor.accept(new Offered(sending.checked(request, client), inSameTransaction)));
  }

  private static Call call(
      HttpHeaders headers, SecurityContext caller, UriInfo address, byte[] body) {
    String client = caller.getUserPrincipal().getName();
    return new Call(
        KeyedRequest.key(headers.getRequestHeader(KeyedRequest.HEADER))
            .map(key -> KeyedRequest.of(client, key, HttpMethod.POST, address.getPath(), body)),
        PreferredWait.of(headers.getRequestHeader(PreferredWait.HEADER)),
        address.getBaseUriBuilder().path(MessagesResource.class));
  }

  /** One message with its attempts and its timeline. */
  @GET
  @Path("{id}")
  @Transactional
  public Response one(@PathParam("id") String id) {
    return Ids.parse(id)
        .flatMap(messages::find)
        .map(message -> Response.ok(MessageJson.whole(message).toString()).build())
        .orElseThrow(Refused::noSuchMessage);
  }

  /** Cancels an accepted message. 200 with the message, 409 when it is not accepted any more. */
  @DELETE
  @Path("{id}")
  public Response cancel(@PathParam("id") String id) {
    return Response.ok(changes.cancel(known(id)).toString()).build();
  }

  /**
   * Sends a failed, undelivered or rejected message once more, as a new attempt. Answered as a send
   * is; a body says nothing and is not read.
   */
  @POST
  @Path("{id}/retry")
  public CompletionStage<Response> retry(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      @Context UriInfo address) {
    UUID message = known(id);
    return acceptance.answer(
        call(headers, caller, address, NO_BODY),
        inSameTransaction ->
            CompletableFuture.completedStage(changes.retry(message, inSameTransaction)));
  }

  private static UUID known(String id) {
    return Ids.parse(id).orElseThrow(Refused::noSuchMessage);
  }

  /** Newest first; {@code nextCursor} leads to the next page and is null on the last. */
  @GET
  @Transactional
  public Response list(@Context UriInfo address) {
    MessageQuery query = MessageQuery.parse(address.getQueryParameters());
    List<Message> found = search.list(query.filter(), query.limit() + 1);
    return Response.ok(
            Page.json(
                found,
                query.limit(),
                MessageJson::summary,
                message -> new Cursor(message.createdAt(), message.id())))
        .build();
  }
}
