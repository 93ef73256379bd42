package org.waybill.problem;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/**
 * An error answer as of RFC 9457. Never holds a phone number, a text or a secret.
 *
 * @param type the stable last part of {@code urn:waybill:problem:<type>}, listed in
 *     docs/problems.md
 * @param detail one sentence for the person who reads it; null for none
 * @param instance a urn that is also in the log; null for none
 */
public record Problem(
    String type,
    int status,
    String title,
    String detail,
    List<Violation> violations,
    String instance) {

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");
  private static final String TYPES = "urn:waybill:problem:";

  /**
   * One fault of a request.
   *
   * @param where a JSON pointer such as {@code #/to}, {@code ?limit} for a query parameter, or the
   *     name of a header
   */
  public record Violation(String where, String detail) {
    private String kind() {
      return switch (where.charAt(0)) {
        case '#' -> "pointer";
        case '?' -> "parameter";
        default -> "header";
      };
    }

    private String name() {
      return where.startsWith("?") ? where.substring(1) : where;
    }
  }

  public static Problem of(String type, int status, String title, String detail) {
    return new Problem(type, status, title, detail, List.of(), null);
  }

  /** What has no better name than its HTTP status. */
  static Problem ofStatus(int status, String reasonPhrase) {
    String type =
        status == 500
            ? "internal"
            : reasonPhrase.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    return of(type, status, reasonPhrase, null);
  }

  public static Problem invalid(List<Violation> violations) {
    String detail = violations.get(0).detail();
    return new Problem(
        "invalid-request", 400, "The request is not valid", detail, violations, null);
  }

  public static Problem tooLarge(int mostBytes) {
    return of(
        "too-large", 413, "The body is too large", "A body has at most " + mostBytes + " bytes.");
  }

  public String json() {
    return object().toString();
  }

  public JsonObject object() {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("type", TYPES + type)
            .add("title", title)
            .add("status", status);
    if (detail != null) {
      json.add("detail", detail);
    }
    if (!violations.isEmpty()) {
      json.add("errors", errors());
    }
    if (instance != null) {
      json.add("instance", instance);
    }
    return json.build();
  }

  private JsonArrayBuilder errors() {
    JsonArrayBuilder errors = JSON.createArrayBuilder();
    for (Violation violation : violations) {
      errors.add(
          JSON.createObjectBuilder()
              .add(violation.kind(), violation.name())
              .add("detail", violation.detail()));
    }
    return errors;
  }

  public Response.ResponseBuilder response() {
    return Response.status(status).type(MEDIA_TYPE).entity(json());
  }
}
