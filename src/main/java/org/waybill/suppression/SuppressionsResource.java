package org.waybill.suppression;

import static org.waybill.json.JsonP.JSON;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.waybill.paging.Cursor;
import org.waybill.paging.Page;
import org.waybill.paging.Parameters;
import org.waybill.problem.InvalidRequest;
import org.waybill.problem.Problem;
import org.waybill.sender.Address;
import org.waybill.suppression.Suppression.Source;

/** Lists, adds and removes recipients that a sender must not send to. */
@Path("/v1/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SuppressionsResource {
  private static final Set<String> PARAMETERS = Set.of("sender", "recipient", "limit", "cursor");
  private static final String SENDER =
      "\\+[0-9]{5,14}|[0-9]{3,8}|(?! )(?=[0-9 ]*[A-Za-z])[A-Za-z0-9 ]{1,11}(?<! )"
          + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String RECIPIENT = "\\+[0-9]{5,14}";
  private static final String A_SENDER =
      "It must be a number with +, a short code, a name or the UUID of a powerpack.";
  private static final String A_RECIPIENT = "It must be a number with +.";

  @Inject Suppressions suppressions;

  /** Newest first. */
  @GET
  @Transactional
  public Response list(@Context UriInfo address) {
    Parameters query = new Parameters(address.getQueryParameters(), PARAMETERS);
    List<Suppression> found =
        suppressions.list(
            address(query, "sender", SENDER, A_SENDER),
            address(query, "recipient", RECIPIENT, A_RECIPIENT),
            query.cursor(),
            query.limit() + 1);
    return Response.ok(
            Page.json(
                found,
                query.limit(),
                SuppressionsResource::json,
                entry -> new Cursor(entry.createdAt(), entry.id())))
        .build();
  }

  /** 201 when it was added, 204 when it was there. */
  @PUT
  @Path("{sender}/{recipient}")
  public Response add(
      @PathParam("sender") String sender, @PathParam("recipient") String recipient) {
    check(sender, recipient);
    return suppressions.add(Address.canonical(sender), Address.canonical(recipient), Source.API)
        ? Response.status(Response.Status.CREATED).build()
        : Response.noContent().build();
  }

  /** 204 when it was removed, 404 when there was none. */
  @DELETE
  @Path("{sender}/{recipient}")
  public Response remove(
      @PathParam("sender") String sender, @PathParam("recipient") String recipient) {
    check(sender, recipient);
    return suppressions.remove(Address.canonical(sender), Address.canonical(recipient))
        ? Response.noContent().build()
        : Problem.of("not-found", 404, "Not found", "This recipient is not suppressed.")
            .response()
            .build();
  }

  private static void check(String sender, String recipient) {
    if (!sender.matches(SENDER)) {
      throw new InvalidRequest("?sender", A_SENDER);
    }
    if (!recipient.matches(RECIPIENT)) {
      throw new InvalidRequest("?recipient", A_RECIPIENT);
    }
  }

  /** Null when not asked for. What can be on no list is a mistake, and no empty list. */
  private static String address(Parameters query, String name, String shape, String rule) {
    String written = query.address(name).orElse(null);
    if (written != null && !written.matches(shape)) {
      throw new InvalidRequest("?" + name, rule);
    }
    return written == null ? null : Address.canonical(written);
  }

  private static JsonObject json(Suppression entry) {
    return JSON.createObjectBuilder()
        .add("sender", entry.sender())
        .add("recipient", entry.recipient())
        .add("source", entry.source().word())
        .add("createdAt", entry.createdAt().toString())
        .build();
  }
}
