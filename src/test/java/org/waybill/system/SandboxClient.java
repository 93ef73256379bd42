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
    return asked(PlivoAccount.DEFAULT, "/sandbox/accepted?dst=" + to.substring(1));
  }

  /** Plivo's own list of an account's messages to this recipient, newest first. */
  static List<JsonObject> listed(PlivoAccount account, String to) {
    String list = "/sandbox/plivo/v1/Account/%s/Message/?to_number=%s";
    return asked(account, list.formatted(account.authId(), to.substring(1)))
        .getJsonArray("objects")
        .getValuesAs(JsonObject.class);
  }

  private static JsonObject asked(PlivoAccount account, String path) {
    return Api.exchange(Api.keyless(path).header("Authorization", account.authorization()))
        .hasStatus(200)
        .json();
  }
}
