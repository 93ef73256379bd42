package org.waybill.paging;

import java.util.Optional;
import java.util.UUID;

/** Reads ids from addresses. */
public final class Ids {
  private Ids() {}

  /** Empty for anything but a UUID in its canonical form; Java reads others, too. */
  public static Optional<UUID> parse(String text) {
    try {
      return Optional.ofNullable(text)
          .map(UUID::fromString)
          .filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }
}
