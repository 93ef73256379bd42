package org.plivosandbox;

import java.util.HashMap;
import java.util.Map;

/** The fields of a valid send, to be spoiled one by one. */
record Sends(Map<String, String> fields) {
  static Sends valid() {
    return new Sends(Map.of("src", "14155550100", "dst", "14155550555", "text", "Hello"));
  }

  Sends to(String dst) {
    return with("dst", dst);
  }

  Sends with(String name, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(name, value);
    return new Sends(changed);
  }

  Sends without(String name) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.remove(name);
    return new Sends(changed);
  }

  SendRequest request() {
    return SendRequest.of(fields);
  }
}
