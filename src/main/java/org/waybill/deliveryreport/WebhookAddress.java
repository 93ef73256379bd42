package org.waybill.deliveryreport;

import java.util.Optional;
import java.util.UUID;
import org.waybill.paging.Ids;

/**
 * Which of the webhooks a path names.
 *
 * @param attemptId in the path; null when there is none or it is no id
 * @param gettable whether Plivo may report by GET, too
 * @param ours whether Waybill would write it so
 */
record WebhookAddress(ReportKind kind, UUID attemptId, boolean gettable, boolean ours) {
  private static final WebhookAddress SMS = new WebhookAddress(ReportKind.SMS, null, true, true);
  private static final WebhookAddress ODD = new WebhookAddress(ReportKind.SMS, null, true, false);
  private static final WebhookAddress INBOUND =
      new WebhookAddress(ReportKind.INBOUND, null, false, true);
  private static final WebhookAddress VOICE =
      new WebhookAddress(ReportKind.VOICE, null, true, true);
  private static final String ATTEMPT = "/sms/";

  /**
   * @param path below {@code /api/webhooks/plivo}; null for none
   */
  static Optional<WebhookAddress> of(String path) {
    return switch (path == null ? "" : path) {
      case "/sms" -> Optional.of(SMS);
      case "/inbound" -> Optional.of(INBOUND);
      case "/voice" -> Optional.of(VOICE);
      default -> attempt(path);
    };
  }

  private static Optional<WebhookAddress> attempt(String path) {
    if (path == null || !path.startsWith(ATTEMPT) || path.indexOf('/', ATTEMPT.length()) >= 0) {
      return Optional.empty();
    }
    return Ids.parse(path.substring(ATTEMPT.length()))
        .map(id -> new WebhookAddress(ReportKind.SMS, id, true, true))
        .or(() -> Optional.of(ODD));
  }
}
