package org.plivosandbox;

import java.util.List;
import java.util.Map;

/**
 * A request, apart from any container.
 *
 * @param path the parts below {@code /sandbox}
 * @param address the whole raw path, which ends in {@code /}
 * @param body null when it is too large
 */
record Incoming(
    String method,
    List<String> path,
    String address,
    Map<String, String> query,
    String authorization,
    String ip,
    byte[] body) {

  boolean isForAccepted() {
    return path.equals(List.of("accepted"));
  }

  boolean isForMessages() {
    return (path.size() == 5 || path.size() == 6)
        && path.subList(0, 3).equals(List.of("plivo", "v1", "Account"))
        && path.get(4).equals("Message");
  }

  String authId() {
    return path.get(3);
  }
}
