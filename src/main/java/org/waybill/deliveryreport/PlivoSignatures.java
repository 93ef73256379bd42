package org.waybill.deliveryreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.waybill.access.RateLimits;
import org.waybill.deliveryreport.AccountSignatures.Finding;
import org.waybill.problem.Bodies;
import org.waybill.settings.PublicUrl;
import org.waybill.signature.Diagnosis;
import org.waybill.signature.FormFields;
import org.waybill.signature.SignatureFamily;
import org.waybill.signature.SignatureHeaders;
import org.waybill.signature.SignedRequest;
import org.waybill.signature.Verdict;
import org.waybill.signature.Verdict.Genuine;

/** Reads a callback once, within limits, and tells what Plivo signed from everything else. */
@ApplicationScoped
public class PlivoSignatures {
  private static final System.Logger LOG = System.getLogger(PlivoSignatures.class.getName());

  private static final WebhookAnswer WRONG =
      WebhookAnswer.problem("signature-wrong", 403, "The signature is wrong");

  private static final String SIGNATURE = "x-plivo-signature";

  @Inject CallbackSettings settings;
  @Inject PublicUrl publicUrl;
  @Inject RateLimits limits;
  @Inject CallbackMetrics metrics;

  /** Either what Plivo signed, or what its sender is answered. */
  record Reading(SignedCallback genuine, WebhookAnswer refusal) {
    static Reading of(WebhookAnswer refusal) {
      return new Reading(null, refusal);
    }
  }

  Reading read(WebhookAddress address, HttpServletRequest request) throws IOException {
    boolean posted = request.getMethod().equals("POST");
    Optional<FormFields> query = FormFields.parse(request.getQueryString());
    Optional<FormFields> body =
        posted
            ? FormFields.parse(
                Bodies.read(request.getInputStream(), request.getHeader("Content-Length")))
            : Optional.of(FormFields.none());
    if (query.isEmpty() || body.isEmpty()) {
      return unreadable(
          WebhookAnswer.problem("malformed-form", 400, "The form cannot be read"),
          Diagnosis.FORM_MALFORMED,
          request);
    }
    SignatureHeaders headers = SignatureHeaders.from(name -> header(request, name));
    SignedRequest signed =
        new SignedRequest(
            request.getMethod(),
            publicUrl.of(request.getRequestURI()),
            query.get(),
            body.get(),
            headers,
            List.of());
    Finding found = found(signed, request);
    Optional<Diagnosis> againstV2 = againstV2(address);
    if (againstV2.isPresent() && found.verdict() instanceof Genuine genuine && isV2(genuine)) {
      return refused(WRONG, againstV2.get(), request.getRemoteAddr());
    }
    return judge(found, headers, posted ? body.get() : query.get(), request.getRemoteAddr());
  }

  /**
   * V2 signs address and nonce without a border between them: whoever holds a callback could move
   * the nonce's first characters into the path, or the path's last ones into the nonce, and would
   * have a nonce that is new, for any body. So no address that V2 is taken at may be the beginning
   * of another one, but with a slash after it, with which no nonce of V2 begins. Calls are signed
   * with V3 alone.
   */
  private static Optional<Diagnosis> againstV2(WebhookAddress address) {
    if (!address.ours()) {
      return Optional.of(Diagnosis.ADDRESS_UNKNOWN);
    }
    return address.kind() == ReportKind.VOICE
        ? Optional.of(Diagnosis.ONLY_OTHER_FAMILY_MATCHES)
        : Optional.empty();
  }

  private static boolean isV2(Genuine genuine) {
    return genuine.family() == SignatureFamily.V2 || genuine.family() == SignatureFamily.MA_V2;
  }

  /** Only a forged one is looked at twice, to say what may be wrong with it. */
  private Finding found(SignedRequest signed, HttpServletRequest request) {
    Finding found = settings.signatures().check(signed);
    return found.verdict() instanceof Verdict.Forged
        ? settings.signatures().check(signed.arrivedAs(arrivedAs(request)))
        : found;
  }

  /** Repeated lines count as one with commas; mostly there is one. */
  private static String header(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    if (!values.hasMoreElements()) {
      return null;
    }
    String first = values.nextElement();
    return values.hasMoreElements()
        ? first + "," + String.join(",", Collections.list(values))
        : first;
  }

  private Reading judge(Finding found, SignatureHeaders headers, FormFields fields, String source) {
    if (found.verdict() instanceof Genuine genuine) {
      metrics.genuine(genuine.family());
      return limits
          .callback(source)
          .map(wait -> Reading.of(tooMany(wait.toSeconds() + 1)))
          .orElseGet(
              () ->
                  new Reading(
                      new SignedCallback(genuine, found.accounts(), Nonces.of(headers), fields),
                      null));
    }
    if (found.verdict() instanceof Verdict.Missing missing) {
      return refused(
          WebhookAnswer.problem("signature-missing", 400, "The signature is missing"),
          missing.diagnosis(),
          source);
    }
    return refused(WRONG, ((Verdict.Forged) found.verdict()).diagnosis(), source);
  }

  /**
   * What cannot be read cannot be checked. It may be a genuine one that was altered on its way, but
   * not without a signature.
   */
  Reading unreadable(WebhookAnswer answer, Diagnosis why, HttpServletRequest request) {
    boolean signed =
        Collections.list(request.getHeaderNames()).stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(SIGNATURE));
    return refused(answer, signed ? why : Diagnosis.NO_HEADER, request.getRemoteAddr());
  }

  private Reading refused(WebhookAnswer answer, Diagnosis diagnosis, String source) {
    metrics.refused(diagnosis);
    WebhookAnswer limited = limited(answer, source);
    if (limited.equals(answer)) {
      log(answer, diagnosis, source);
    }
    return Reading.of(limited);
  }

  /** Its signature is genuine, but not its own: whoever has one can make as many as it likes. */
  WebhookAnswer replayed(WebhookAnswer answer, String source) {
    metrics.replayed();
    WebhookAnswer limited = limited(answer, source);
    if (limited.equals(answer) && limits.mayBeLogged(source)) {
      LOG.log(
          Level.WARNING,
          "callback refused status={0} source={1}: its nonce came before with other content",
          answer.status(),
          source);
    }
    return limited;
  }

  /**
   * What a caller is told of whom nobody knows whether it is Plivo, as long as it does not call too
   * often. Counted apart, so that a flood does not use up what genuine callbacks may.
   */
  WebhookAnswer limited(WebhookAnswer answer, String source) {
    return limits.forgedCallback(source).map(wait -> tooMany(wait.toSeconds() + 1)).orElse(answer);
  }

  private void log(WebhookAnswer answer, Diagnosis diagnosis, String source) {
    if (limits.mayBeLogged(source)) {
      LOG.log(
          Level.WARNING,
          "callback refused status={0} diagnosis={1} source={2}: {3}",
          answer.status(),
          diagnosis,
          source,
          diagnosis.sentence());
    }
  }

  private static WebhookAnswer tooMany(long seconds) {
    return WebhookAnswer.of(RateLimits.TOO_MANY).retryAfter(seconds);
  }

  /** Only to explain a refusal: the addresses that the sender or a proxy may have meant. */
  private static List<String> arrivedAs(HttpServletRequest request) {
    return Stream.of(request.getHeader("Host"), request.getHeader("X-Forwarded-Host"))
        .filter(name -> name != null && name.length() < 256)
        .flatMap(name -> Stream.of("https://" + name, "http://" + name))
        .map(origin -> origin + request.getRequestURI())
        .toList();
  }
}
