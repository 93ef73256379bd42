package org.waybill.deliveryreport;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.waybill.deliveryreport.DeliveryReports.Receipt;
import org.waybill.problem.Problem;

/**
 * What Plivo is answered.
 *
 * @param type of the body; null without one
 * @param header one more; null for none
 */
record WebhookAnswer(int status, String type, byte[] body, String header, String value) {
  private static final WebhookAnswer OK = new WebhookAnswer(200, null, new byte[0], null, null);

  /** Incoming messages and calls are asked what to do next: nothing. */
  private static final WebhookAnswer NO_INSTRUCTIONS =
      new WebhookAnswer(
          200,
          "application/xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>"
              .getBytes(StandardCharsets.UTF_8),
          null,
          null);

  static WebhookAnswer of(ReportKind kind, Receipt receipt) {
    return switch (receipt) {
      case STORED, DUPLICATE -> kind == ReportKind.SMS ? OK : NO_INSTRUCTIONS;
      case REPLAYED -> problem("nonce-replayed", 403, "The nonce was used with other content");
    };
  }

  static WebhookAnswer problem(String type, int status, String title) {
    return of(Problem.of(type, status, title, null));
  }

  static WebhookAnswer of(Problem problem) {
    return new WebhookAnswer(
        problem.status(),
        Problem.MEDIA_TYPE.toString(),
        problem.json().getBytes(StandardCharsets.UTF_8),
        null,
        null);
  }

  WebhookAnswer retryAfter(long seconds) {
    return with("Retry-After", Long.toString(seconds));
  }

  WebhookAnswer with(String name, String text) {
    return new WebhookAnswer(status, type, body, name, text);
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (header != null) {
      response.setHeader(header, value);
    }
    response.setContentLength(body.length);
    if (type != null) {
      response.setContentType(type);
      response.getOutputStream().write(body);
    }
  }
}
