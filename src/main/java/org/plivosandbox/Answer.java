package org.plivosandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param after how long it is held back
 * @param cut whether the connection is closed instead of answering
 */
record Answer(int status, Map<String, String> headers, String body, Duration after, boolean cut) {

  static Answer json(int status, String body) {
    return new Answer(status, Map.of(), body, Duration.ZERO, false);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, after, cut);
  }

  Answer heldBack(Duration time) {
    return new Answer(status, headers, body, time, cut);
  }

  Answer lost() {
    return new Answer(status, headers, body, after, true);
  }
}
