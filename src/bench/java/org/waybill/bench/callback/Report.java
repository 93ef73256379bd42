package org.waybill.bench.callback;

import java.util.Map;
import java.util.TreeMap;

/** One report of one message, with the fields that Plivo sends, sorted by name. */
final class Report {
  private static final int FINAL = LiveOrder.REPORTS - 1;

  private Report() {}

  /** Most messages arrive; some end otherwise, with a code that Waybill does not send again for. */
  static String status(int message, int report) {
    if (report < FINAL) {
      return report == 0 ? "queued" : "sent";
    }
    return message % 20 == 7 ? "undelivered" : message % 50 == 11 ? "failed" : "delivered";
  }

  private static String code(String status) {
    return switch (status) {
      case "undelivered" -> "30";
      case "failed" -> "420";
      case "delivered" -> "000";
      default -> "";
    };
  }

  static Map<String, String> fields(Sent message, int number, int report) {
    Map<String, String> fields = new TreeMap<>();
    String status = status(number, report);
    fields.put("MessageUUID", message.plivoUuid().toString());
    fields.put("ParentMessageUUID", message.plivoUuid().toString());
    fields.put("PartInfo", "1 of 1");
    fields.put("Status", status);
    fields.put("Sequence", Integer.toString(report + 1));
    fields.put("ErrorCode", code(status));
    fields.put("From", "14155550199");
    fields.put("To", message.recipient().substring(1));
    fields.put("Type", "sms");
    fields.put("Units", "1");
    fields.put("TotalRate", "0.00550");
    fields.put("TotalAmount", "0.00550");
    fields.put("MCC", "310");
    fields.put("MNC", "004");
    fields.put("MessageTime", "2026-11-24 10:15:30.120000");
    fields.put("QueuedTime", "2026-11-24 10:15:30.210000");
    fields.put("SentTime", report > 0 ? "2026-11-24 10:15:30.870000" : "");
    fields.put("DeliveryReportTime", report == FINAL ? "2026-11-24 10:15:32.440000" : "");
    return fields;
  }
}
