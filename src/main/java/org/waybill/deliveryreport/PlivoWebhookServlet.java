package org.waybill.deliveryreport;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.deliveryreport.PlivoSignatures.Reading;
import org.waybill.problem.BodyBrokenOff;
import org.waybill.problem.BodyTooLarge;
import org.waybill.problem.Problem;
import org.waybill.problem.Unspoken;
import org.waybill.signature.Diagnosis;

/**
 * Where Plivo reports. 200 means committed; whatever could not be committed is asked for again. A
 * servlet, because JAX-RS costs as much again as everything that is done here: docs/adr/0013.
 */
@WebServlet(urlPatterns = "/api/webhooks/plivo/*", asyncSupported = true)
public class PlivoWebhookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PlivoWebhookServlet.class.getName());
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long NEVER = 0;
  private static final int RETRY_SECONDS = 5;

  @Inject transient PlivoSignatures signatures;
  @Inject transient Intake intake;
  @Inject transient InstantSource clock;
  @Inject transient CallbackMetrics metrics;
  @Inject transient LastCallback lastCallback;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<WebhookAddress> address = WebhookAddress.of(request.getPathInfo());
    if (address.isEmpty()) {
      refuse(WebhookAnswer.problem("not-found", 404, "Not Found"), request, response);
      return;
    }
    Optional<WebhookAnswer> refusal = refusal(address.get(), request);
    if (refusal.isPresent()) {
      refuse(refusal.get(), request, response);
      return;
    }
    Reading reading = isReadable(request) ? read(address.get(), request) : noForm(request);
    if (reading.refusal() != null) {
      write(reading.refusal(), response);
    } else {
      take(address.get(), reading.genuine(), request);
    }
  }

  private void refuse(
      WebhookAnswer answer, HttpServletRequest request, HttpServletResponse response) {
    write(signatures.limited(answer, request.getRemoteAddr()), response);
  }

  private static void write(WebhookAnswer answer, HttpServletResponse response) {
    try {
      answer.write(response);
    } catch (IOException callerHasGone) {
      LOG.log(Level.DEBUG, "nobody waits for the refusal any more");
    }
  }

  private static Optional<WebhookAnswer> refusal(
      WebhookAddress address, HttpServletRequest request) {
    boolean posted = request.getMethod().equals("POST");
    if (!posted && !(request.getMethod().equals("GET") && address.gettable())) {
      return Optional.of(
          WebhookAnswer.problem("method-not-allowed", 405, "Method Not Allowed")
              .with("Allow", address.gettable() ? "GET, POST" : "POST"));
    }
    return Optional.empty();
  }

  private static boolean isReadable(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || isForm(request.getContentType());
  }

  private Reading noForm(HttpServletRequest request) {
    return signatures.unreadable(
        WebhookAnswer.problem("unsupported-media-type", 415, "Unsupported Media Type"),
        Diagnosis.TYPE_UNSUPPORTED,
        request);
  }

  private static boolean isForm(String type) {
    if (type == null) {
      return false;
    }
    int end = type.indexOf(';');
    String bare = end < 0 ? type : type.substring(0, end);
    return bare.strip().equalsIgnoreCase(FORM);
  }

  private Reading read(WebhookAddress address, HttpServletRequest request) throws IOException {
    try {
      return signatures.read(address, request);
    } catch (BodyTooLarge tooLarge) {
      return unreadable(tooLarge.problem(), request);
    } catch (BodyBrokenOff brokenOff) {
      return unreadable(brokenOff.problem(), request);
    }
  }

  private Reading unreadable(Problem problem, HttpServletRequest request) {
    return signatures.unreadable(WebhookAnswer.of(problem), Diagnosis.BODY_UNREADABLE, request);
  }

  private void take(WebhookAddress address, SignedCallback callback, HttpServletRequest request) {
    Told told =
        Told.byCallback(
            address.kind(),
            request.getMethod(),
            address.attemptId(),
            callback.signature(),
            callback.accounts(),
            callback.nonces(),
            callback.fields().asMap(),
            clock.instant());
    AsyncContext async = request.startAsync();
    async.setTimeout(NEVER);
    String source = request.getRemoteAddr();
    intake
        .receive(told)
        .whenComplete((receipt, failure) -> answer(told, receipt, failure, source, async));
  }

  private void answer(
      Told told, Receipt receipt, Throwable failure, String source, AsyncContext async) {
    try {
      WebhookAnswer answer =
          failure == null ? answer(told, receipt, source) : notStored(told.kind(), failure);
      answer.write((HttpServletResponse) async.getResponse());
    } catch (IOException | RuntimeException callerHasGone) {
      LOG.log(Level.DEBUG, "nobody waits for the answer any more {0}", told);
    } finally {
      async.complete();
    }
  }

  private WebhookAnswer answer(Told told, Receipt receipt, String source) {
    if (receipt == Receipt.STORED && told.attemptId() != null) {
      lastCallback.heard(told.receivedAt());
    }
    WebhookAnswer answer = WebhookAnswer.of(told.kind(), receipt);
    return receipt == Receipt.REPLAYED ? signatures.replayed(answer, source) : answer;
  }

  /** One line without a trace: in an outage every callback of Plivo's backlog comes here. */
  private WebhookAnswer notStored(ReportKind kind, Throwable failure) {
    metrics.notStored(NotStored.of(failure));
    LOG.log(
        Level.ERROR,
        "callback not stored kind={0} cause={1}",
        kind.word(),
        Unspoken.rootOf(failure));
    Problem problem =
        Problem.of("not-stored", 503, "The callback could not be stored", "Send it again.");
    return WebhookAnswer.of(problem).retryAfter(RETRY_SECONDS);
  }
}
