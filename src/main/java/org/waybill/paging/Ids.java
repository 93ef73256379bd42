package org.waybill.paging;

import java.util.Optional;
import java.util.UUID;

/** Reads ids from addresses. */
public final class Ids {
  private static final int LENGTH = 36;

  private Ids() {}

  /** Empty for anything but a UUID in its canonical form. */
  public static Optional<UUID> parse(String text) {
    try {
      return text == null || text.length() != LENGTH
          ? Optional.empty()
          : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }
}
