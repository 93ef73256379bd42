package org.waybill.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.waybill.message.Message;
import org.waybill.message.Messages;
import org.waybill.paging.Cursor;
import org.waybill.paging.Ids;
import org.waybill.paging.Page;
import org.waybill.problem.Bodies;
import org.waybill.problem.Problem;

/** Sends messages and tells what became of them. */
@Path("/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessagesResource {
  @Inject Sending sending;
  @Inject Messages messages;

  /** Answers 202 when the message is committed, with its address and its first state. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response send(InputStream body, @Context SecurityContext caller, @Context UriInfo address)
      throws IOException {
    MessageRequest request = MessageRequest.parse(Bodies.read(body));
    Message message = sending.accept(request, caller.getUserPrincipal().getName());
    URI location = address.getAbsolutePathBuilder().path(message.id().toString()).build();
    return Response.accepted(MessageJson.whole(message).toString()).location(location).build();
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
