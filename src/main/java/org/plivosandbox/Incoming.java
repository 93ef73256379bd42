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
    byte[] body) {}
