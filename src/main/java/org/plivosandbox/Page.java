package org.plivosandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which part of a list was asked for, and what is in it. */
record Page(int limit, int offset, int total, List<SandboxMessage> messages) {
  private static final int MOST = 20;

  static Page of(Messages all, Map<String, String> query, Instant now) {
    int limit = number(query, "limit", MOST, 1, MOST);
    int offset = number(query, "offset", 0, 0, Integer.MAX_VALUE);
    MessageFilter filter = MessageFilter.of(query);
    List<SandboxMessage> matching =
        all.newestFirst().filter(message -> filter.matches(message, now)).toList();
    return new Page(
        limit, offset, matching.size(), matching.stream().skip(offset).limit(limit).toList());
  }

  boolean hasNext() {
    return total - offset > limit;
  }

  boolean hasPrevious() {
    return offset > 0;
  }

  static int number(Map<String, String> query, String name, int otherwise, int least, int most) {
    String text = query.getOrDefault(name, String.valueOf(otherwise));
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new BadParameter("%s is from %d to %d".formatted(name, least, most));
    }
    return Integer.parseInt(text);
  }
}
