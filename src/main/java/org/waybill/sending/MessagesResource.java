package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
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
