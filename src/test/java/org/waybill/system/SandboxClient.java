package org.waybill.system;

import jakarta.json.JsonObject;
import java.util.List;

/** What the sandbox itself says that it took, whatever Waybill believes. */
final class SandboxClient {
  private SandboxClient() {}

  /** The sends that it accepted for this recipient, newest first. */
  static List<JsonObject> accepted(String to) {
    return asked(to).getJsonArray("accepted").getValuesAs(JsonObject.class);
  }

  /** How many sends reached it for this recipient, accepted or not. */
  static int requests(String to) {
    return asked(to).getInt("requests");
  }

  private static JsonObject asked(String to) {
    return Api.exchange(
            Api.keyless("/sandbox/accepted?dst=" + to.substring(1))
                .header("Authorization", PlivoAccount.basic()))
        .hasStatus(200)
        .json();
  }
}
