package org.waybill.deliveryreport;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.waybill.access.RateLimits;
import org.waybill.deliveryreport.AccountSignatures.Finding;
import org.waybill.problem.Bodies;
import org.waybill.problem.Problem;
import org.waybill.settings.PublicUrl;
import org.waybill.signature.Diagnosis;
import org.waybill.signature.FormFields;
import org.waybill.signature.SignatureHeaders;
import org.waybill.signature.SignedRequest;
import org.waybill.signature.Verdict;

/** Reads a callback once, within limits, and lets only what Plivo signed to the resource. */
@Provider
@SignedByPlivo
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class PlivoSignatureFilter implements ContainerRequestFilter {
  private static final System.Logger LOG = System.getLogger(PlivoSignatureFilter.class.getName());

  @Inject CallbackSettings settings;
  @Inject PublicUrl publicUrl;
  @Inject RateLimits limits;
  @Inject CallbackMetrics metrics;
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Optional<FormFields> query =
        FormFields.parse(request.getUriInfo().getRequestUri().getRawQuery());
    Optional<FormFields> body = body(request);
    if (query.isEmpty() || body.isEmpty()) {
      request.abortWith(malformed());
      return;
    }
    check(request, query.get(), body.get());
  }

  private static Optional<FormFields> body(ContainerRequestContext request) throws IOException {
    return HttpMethod.POST.equals(request.getMethod())
        ? FormFields.parse(Bodies.read(request.getEntityStream()))
        : Optional.of(FormFields.none());
  }

  private void check(ContainerRequestContext request, FormFields query, FormFields body) {
    URI uri = request.getUriInfo().getRequestUri();
    SignatureHeaders headers = SignatureHeaders.from(request::getHeaderString);
    SignedRequest signed =
        new SignedRequest(
            request.getMethod(),
            publicUrl.of(uri.getRawPath()),
            query,
            body,
            headers,
            arrivedAs(request.getHeaders(), uri));
    Finding found = settings.signatures().check(signed);
    Verdict verdict = found.verdict();
    if (verdict instanceof Verdict.Genuine genuine) {
      boolean posted = HttpMethod.POST.equals(request.getMethod());
      new SignedCallback(genuine, found.accounts(), Nonces.of(headers), posted ? body : query)
          .attachTo(servletRequest);
      metrics.genuine(genuine.family());
      limits.callback(source()).map(RateLimits::tooMany).ifPresent(request::abortWith);
    } else if (verdict instanceof Verdict.Missing missing) {
      request.abortWith(
          refused(400, "signature-missing", "The signature is missing", missing.diagnosis()));
    } else if (verdict instanceof Verdict.Forged forged) {
      request.abortWith(
          refused(403, "signature-wrong", "The signature is wrong", forged.diagnosis()));
    }
  }

  /** Only to explain a refusal: the addresses that the sender or a proxy may have meant. */
  private static List<String> arrivedAs(MultivaluedMap<String, String> headers, URI uri) {
    String host = headers.getFirst("Host");
    String forwarded = headers.getFirst("X-Forwarded-Host");
    return Stream.of(host, forwarded)
        .filter(name -> name != null && name.length() < 256)
        .flatMap(name -> Stream.of("https://" + name, "http://" + name))
        .map(origin -> origin + uri.getRawPath())
        .toList();
  }

  /** Counted apart, so that a flood of forged callbacks does not use up what genuine ones may. */
  private Response refused(int status, String type, String title, Diagnosis diagnosis) {
    metrics.refused(diagnosis);
    return limits
        .forgedCallback(source())
        .map(RateLimits::tooMany)
        .orElseGet(
            () -> {
              LOG.log(
                  Level.WARNING,
                  "callback refused status={0} diagnosis={1} source={2}: {3}",
                  status,
                  diagnosis,
                  source(),
                  diagnosis.sentence());
              return Problem.of(type, status, title, null).response().build();
            });
  }

  private String source() {
    return servletRequest.getRemoteAddr();
  }

  private static Response malformed() {
    return Problem.of("malformed-form", 400, "The form cannot be read", null).response().build();
  }
}
