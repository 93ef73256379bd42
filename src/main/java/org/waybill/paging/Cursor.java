package org.waybill.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.waybill.problem.InvalidRequest;
import org.waybill.time.StorableTime;

/** The place of the last row of a page in a list that is sorted by time and id, newest first. */
public record Cursor(Instant at, UUID id) {
  String text() {
    String plain = at + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  static Cursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      String[] parts = plain.split(" ");
      UUID id = Ids.parse(parts[1]).orElseThrow();
      return new Cursor(StorableTime.checked(Instant.parse(parts[0])), id);
    } catch (IllegalArgumentException
        | DateTimeException
        | IndexOutOfBoundsException
        | NoSuchElementException foreign) {
      throw new InvalidRequest("?cursor", "It is not a cursor of this list.");
    }
  }
}
