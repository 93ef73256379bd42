package org.waybill.message;

import java.util.Locale;
import java.util.Optional;

/** Which of the due messages go first. The order of the constants is the order of submission. */
public enum Priority {
  /** One-time codes and alarms: somebody is waiting. */
  HIGH,
  /** Everything else. */
  NORMAL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Priority> ofWord(String word) {
    for (Priority priority : values()) {
      if (priority.word().equals(word)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }
}
