package org.waybill.paging;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.waybill.problem.InvalidRequest;
import org.waybill.time.StorableTime;

/** Reads the query of a list; every fault is an {@link InvalidRequest} that names the parameter. */
public final class Parameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 500;

  private final MultivaluedMap<String, String> query;

  /** Refuses parameters that the list does not know: a misspelt filter must not list everything. */
  public Parameters(MultivaluedMap<String, String> query, Set<String> known) {
    this.query = query;
    query.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw new InvalidRequest(
                "?" + name.substring(0, Math.min(name.length(), 50)),
                "There is no such parameter; known are " + String.join(", ", sorted(known)) + ".");
          }
          if (values.size() > 1) {
            throw new InvalidRequest("?" + name, "It is given more than once.");
          }
        });
  }

  private static Iterable<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  public Optional<String> text(String name) {
    Optional<String> value = Optional.ofNullable(query.getFirst(name));
    if (value.filter(String::isEmpty).isPresent()) {
      throw new InvalidRequest("?" + name, "It is empty: leave it out, or give it a value.");
    }
    if (value.filter(Parameters::isUnprintable).isPresent()) {
      throw new InvalidRequest("?" + name, "It holds a control character.");
    }
    return value;
  }

  /** Text that may be a number: a {@code +} that was not encoded arrives as a space. */
  public Optional<String> address(String name) {
    return text(name).map(text -> text.startsWith(" ") ? "+" + text.strip() : text);
  }

  /** PostgreSQL refuses some of them, and none is in anything that could be found. */
  private static boolean isUnprintable(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** RFC 3339; null when not asked for. A {@code +} that was not encoded arrives as a space. */
  public Instant time(String name) {
    try {
      return text(name)
          .map(written -> OffsetDateTime.parse(written.replace(' ', '+')))
          .map(OffsetDateTime::toInstant)
          .map(StorableTime::checked)
          .orElse(null);
    } catch (DateTimeException malformed) {
      throw new InvalidRequest("?" + name, "It must be a time such as 2026-10-05T09:12:33Z.");
    }
  }

  /** Rows on a page, 1 to 500, default 50. */
  public int limit() {
    String fault = "It must be a whole number from 1 to " + MOST + ".";
    try {
      int limit = text("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
      if (limit < 1 || limit > MOST) {
        throw new InvalidRequest("?limit", fault);
      }
      return limit;
    } catch (NumberFormatException notANumber) {
      throw new InvalidRequest("?limit", fault);
    }
  }

  /** Null on the first page, also where it is empty: so loops over pages begin. */
  public Cursor cursor() {
    return "".equals(query.getFirst("cursor"))
        ? null
        : text("cursor").map(Cursor::parse).orElse(null);
  }
}
