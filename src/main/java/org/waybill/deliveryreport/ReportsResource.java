package org.waybill.deliveryreport;

import static org.waybill.json.JsonP.JSON;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waybill.paging.Cursor;
import org.waybill.paging.Page;
import org.waybill.paging.Parameters;
import org.waybill.problem.InvalidRequest;

/** The ledger, newest first, with the raw fields as received. */
@Path("/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReportsResource {
  private static final Set<String> PARAMETERS =
      Set.of("kind", "messageUuid", "since", "limit", "cursor");

  @Inject Ledger ledger;

  @GET
  @Transactional
  public Response list(@Context UriInfo address) {
    Parameters query = new Parameters(address.getQueryParameters(), PARAMETERS);
    List<Report> found =
        ledger.list(
            query.text("kind").map(ReportsResource::kind).orElse(null),
            query.text("messageUuid").orElse(null),
            query.time("since"),
            query.cursor(),
            query.limit() + 1);
    return Response.ok(
            Page.json(
                found,
                query.limit(),
                ReportsResource::json,
                report -> new Cursor(report.receivedAt(), report.id())))
        .build();
  }

  private static ReportKind kind(String word) {
    return ReportKind.ofWord(word)
        .orElseThrow(() -> new InvalidRequest("?kind", "It must be sms, inbound or voice."));
  }

  private static JsonObject json(Report report) {
    return JSON.createObjectBuilder()
        .add("id", report.id().toString())
        .add("kind", report.kind().word())
        .add("source", report.source().word())
        .add("outcome", report.outcome().word())
        .add("messageUuid", orNull(report.messageUuid()))
        .add("messageId", orNull(report.messageId()))
        .add("attemptId", orNull(report.attemptId()))
        .add("status", orNull(report.status()))
        .add("method", orNull(report.httpMethod()))
        .add("signature", orNull(signature(report)))
        .add("receivedAt", report.receivedAt().toString())
        .add("fields", FieldsJson.object(report.fields()))
        .build();
  }

  private static String signature(Report report) {
    return report.signature() == null
        ? null
        : report.signature().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonValue orNull(Object value) {
    return value == null ? JsonValue.NULL : JSON.createValue(value.toString());
  }
}
