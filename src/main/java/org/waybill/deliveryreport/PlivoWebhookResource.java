package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import org.waybill.paging.Ids;
import org.waybill.problem.Problem;

/** Where Plivo reports. 200 means committed; whatever could not be committed is asked for again. */
@Path("/webhooks/plivo")
@SignedByPlivo
@ApplicationScoped
public class PlivoWebhookResource {
  private static final System.Logger LOG = System.getLogger(PlivoWebhookResource.class.getName());
  private static final String NO_INSTRUCTIONS =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>";

  @Inject DeliveryReports reports;
  @Inject InstantSource clock;
  @Inject CallbackMetrics metrics;
  @Inject LastCallback lastCallback;

  @POST
  @Path("sms/{attemptId}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response attemptPosted(
      @PathParam("attemptId") String attemptId, @Context HttpServletRequest request) {
    return receive(ReportKind.SMS, attemptId, request);
  }

  @GET
  @Path("sms/{attemptId}")
  public Response attemptGot(
      @PathParam("attemptId") String attemptId, @Context HttpServletRequest request) {
    return receive(ReportKind.SMS, attemptId, request);
  }

  @POST
  @Path("sms")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response smsPosted(@Context HttpServletRequest request) {
    return receive(ReportKind.SMS, null, request);
  }

  @GET
  @Path("sms")
  public Response smsGot(@Context HttpServletRequest request) {
    return receive(ReportKind.SMS, null, request);
  }

  @POST
  @Path("inbound")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response inbound(@Context HttpServletRequest request) {
    return receive(ReportKind.INBOUND, null, request);
  }

  @POST
  @Path("voice")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response voicePosted(@Context HttpServletRequest request) {
    return receive(ReportKind.VOICE, null, request);
  }

  @GET
  @Path("voice")
  public Response voiceGot(@Context HttpServletRequest request) {
    return receive(ReportKind.VOICE, null, request);
  }

  private Response receive(ReportKind kind, String attemptId, HttpServletRequest request) {
    SignedCallback callback = SignedCallback.of(request);
    Told told =
        Told.byCallback(
            kind,
            request.getMethod(),
            request.getRequestURI(),
            Ids.parse(attemptId).orElse(null),
            callback.signature(),
            callback.accounts(),
            callback.nonces(),
            callback.fields().asMap(),
            clock.instant());
    try {
      DeliveryReports.Receipt receipt = reports.receive(told);
      if (receipt == DeliveryReports.Receipt.STORED && told.attemptId() != null) {
        lastCallback.heard(told.receivedAt());
      }
      return answer(kind, receipt);
    } catch (RuntimeException notCommitted) {
      // one line without a trace: in an outage every callback of Plivo's backlog comes here
      LOG.log(
          Level.ERROR, "callback not stored kind={0} cause={1}", kind.word(), rootOf(notCommitted));
      return notStored();
    }
  }

  /** The kind of the first cause; its message may hold what a callback said. */
  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String state = root instanceof SQLException sql ? " " + sql.getSQLState() : "";
    return root.getClass().getName() + state;
  }

  private Response answer(ReportKind kind, DeliveryReports.Receipt receipt) {
    return switch (receipt) {
      case STORED, DUPLICATE ->
          kind == ReportKind.SMS
              ? Response.ok().build()
              : Response.ok(NO_INSTRUCTIONS, MediaType.APPLICATION_XML_TYPE).build();
      case REPLAYED -> replayed();
    };
  }

  private Response replayed() {
    metrics.replayed();
    LOG.log(Level.WARNING, "callback refused status=403: its nonce came before with other content");
    return Problem.of("nonce-replayed", 403, "The nonce was used with other content", null)
        .response()
        .build();
  }

  private static Response notStored() {
    return Problem.of("not-stored", 503, "The callback could not be stored, try again", null)
        .response()
        .header(HttpHeaders.RETRY_AFTER, 5)
        .build();
  }
}
