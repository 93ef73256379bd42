package org.waybill.bench.micro;

import java.nio.charset.StandardCharsets;

/** A callback as Plivo sends it, with a signature that Waybill takes. */
final class Sample {
  static final String TOKEN = "5f0c3e9d1b7a48628e4f6b0d9c2a7e31";
  static final String URL =
      "https://sms.example.com/api/webhooks/plivo/sms/019ab3f2-6c00-7a54-8b1e-5d2f9c7e4a10";
  static final String NONCE = "b7c1a2f4-2f0e-4c55-9d57-4c6d0f7e9a33";

  private static final String FORM =
      "DeliveryReportTime=2026-11-24+10%3A15%3A32.440000&ErrorCode=000&From=14155550199&MCC=310"
          + "&MNC=004&MessageTime=2026-11-24+10%3A15%3A30.120000"
          + "&MessageUUID=5b40a428-bfc7-4daf-9d06-726c558bf3b8"
          + "&ParentMessageUUID=5b40a428-bfc7-4daf-9d06-726c558bf3b8&PartInfo=1+of+1"
          + "&QueuedTime=2026-11-24+10%3A15%3A30.210000&SentTime=2026-11-24+10%3A15%3A30.870000"
          + "&Sequence=3&Status=delivered&To=14155550101&TotalAmount=0.00550&TotalRate=0.00550"
          + "&Type=sms&Units=1";

  private Sample() {}

  static byte[] form() {
    return FORM.getBytes(StandardCharsets.US_ASCII);
  }
}
