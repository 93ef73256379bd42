package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.WaybillApi;

/** The description is written by hand: it must say what is so. */
@SystemTest
class OpenApiIT {
  private static final String REF = "$ref";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
  private static final Set<String> WEBHOOKS =
      Set.of(
          "post /api/webhooks/plivo/sms/{attemptId}",
          "post /api/webhooks/plivo/sms",
          "post /api/webhooks/plivo/inbound",
          "post /api/webhooks/plivo/voice");

  private final JsonObject description =
      Api.exchange(Api.keyless("/openapi").header("Accept", "application/json"))
          .hasStatus(200)
          .json();

  @Test
  void describesEveryAddressAndNoOther() {
    assertThat(description.getJsonObject("info").getString("title")).isEqualTo("Waybill");
    Set<String> addresses = new TreeSet<>(WEBHOOKS);
    new WaybillApi()
        .getClasses().stream()
            .filter(resource -> resource.isAnnotationPresent(Path.class))
            .flatMap(OpenApiIT::addresses)
            .forEach(addresses::add);

    assertThat(operations((method, path) -> method + " " + path))
        .containsExactlyInAnyOrderElementsOf(addresses);
  }

  @Test
  void namesEachOperationOnceAndTellsItsAnswers() {
    JsonObject paths = description.getJsonObject("paths");

    assertThat(operations((method, path) -> operation(method, path).getString("operationId")))
        .doesNotHaveDuplicates();
    assertThat(operations((method, path) -> operation(method, path).getJsonObject("responses")))
        .allSatisfy(answers -> assertThat(answers).hasSizeGreaterThan(2));
    assertThat(references(paths).toList()).isNotEmpty();
    assertThat(references(description))
        .allSatisfy(reference -> assertThat(resolved(reference)).as(reference).isNotEmpty());
  }

  @Test
  @DisplayName("what is shown has the members that are described, no more and no less")
  void describesWhatIsShown() {
    String reference = "openapi " + Recipients.delivering();
    JsonObject message =
        Api.post(
                Json.createObjectBuilder()
                    .add("to", Recipients.delivering())
                    .add("text", "hello")
                    .add("reference", reference)
                    .build()
                    .toString())
            .hasStatus(202)
            .json();
    JsonObject shown = Api.awaitStatus(message.getString("id"), "delivered");
    JsonObject listed = Api.get(Api.MESSAGES + "?reference=" + encoded(reference)).items().get(0);
    JsonObject report = Api.reports(shown.getString("messageUuid")).get(0);

    assertThat(shown.keySet()).isEqualTo(members("Message"));
    assertThat(listed.keySet()).isEqualTo(members("MessageSummary"));
    assertThat(first(shown, "attempts").keySet()).isEqualTo(members("Attempt"));
    assertThat(first(shown, "timeline").keySet()).isEqualTo(members("TimelineEntry"));
    assertThat(report.keySet()).isEqualTo(members("Report"));
  }

  @Test
  void describesRefusalsAndOptOuts() {
    String recipient = Recipients.delivering();
    String entry = "/api/v1/suppressions/45454/" + encoded(recipient);
    Api.exchange(Api.request(entry).PUT(BodyPublishers.noBody())).hasStatus(201);
    JsonObject optOut =
        Api.get("/api/v1/suppressions?recipient=" + encoded(recipient)).items().get(0);
    JsonObject problem = Api.post("{\"to\":5}").isProblem(400, "invalid-request").json();
    Set<String> unknown =
        Api.post("{\"unknown\":1}")
            .json()
            .getJsonArray("errors")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(fault -> fault.getString("detail"))
            .filter(detail -> detail.contains("no such member"))
            .collect(Collectors.toSet());

    List<JsonObject> results =
        Api.post(
                Api.MESSAGES + "/batch",
                "[{\"to\":\"%s\",\"text\":\"hello\"},5]".formatted(Recipients.delivering()))
            .hasStatus(200)
            .json()
            .getJsonArray("results")
            .getValuesAs(JsonObject.class);

    assertThat(results.get(0).keySet()).containsExactly("index", "status", "message");
    assertThat(results.get(1).keySet()).containsExactly("index", "status", "problem");
    assertThat(members("BatchResult"))
        .containsExactlyInAnyOrder("index", "status", "message", "problem");
    assertThat(results.get(0).getJsonObject("message").keySet())
        .isEqualTo(members(propertyOf("BatchResult", "message")));
    assertThat(optOut.keySet()).isEqualTo(members("Suppression"));
    assertThat(members("Problem")).containsAll(problem.keySet());
    assertThat(unknown)
        .singleElement()
        .satisfies(detail -> assertThat(detail).contains(members("MessageRequest")));
  }

  private static JsonObject first(JsonObject message, String array) {
    return message.getJsonArray(array).getJsonObject(0);
  }

  private JsonObject propertyOf(String schema, String name) {
    return resolved("#/components/schemas/" + schema)
        .getJsonObject("properties")
        .getJsonObject(name);
  }

  /** Of a schema, also those that it takes from others. */
  private Set<String> members(String schema) {
    return members(resolved("#/components/schemas/" + schema));
  }

  private Set<String> members(JsonObject schema) {
    Set<String> members = new TreeSet<>();
    if (schema.containsKey(REF)) {
      members.addAll(members(resolved(schema.getString(REF))));
    }
    if (schema.containsKey("properties")) {
      members.addAll(schema.getJsonObject("properties").keySet());
    }
    if (schema.containsKey("allOf")) {
      schema.getJsonArray("allOf").getValuesAs(JsonObject.class).stream()
          .map(this::members)
          .forEach(members::addAll);
    }
    return members;
  }

  private JsonObject resolved(String reference) {
    return description.getValue(reference.substring(1)).asJsonObject();
  }

  private static Stream<String> references(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().flatMap(OpenApiIT::references);
    }
    if (value instanceof JsonObject object) {
      return object.containsKey(REF)
          ? Stream.of(object.getString(REF))
          : object.values().stream().flatMap(OpenApiIT::references);
    }
    return Stream.empty();
  }

  private interface Reader<T> {
    T read(String method, String path);
  }

  private <T> List<T> operations(Reader<T> reader) {
    Function<String, Stream<T>> ofPath =
        path ->
            description.getJsonObject("paths").getJsonObject(path).keySet().stream()
                .filter(METHODS::contains)
                .map(method -> reader.read(method, path));
    return description.getJsonObject("paths").keySet().stream().flatMap(ofPath).toList();
  }

  private JsonObject operation(String method, String path) {
    return description.getJsonObject("paths").getJsonObject(path).getJsonObject(method);
  }

  private static Stream<String> addresses(Class<?> resource) {
    return Stream.of(resource.getMethods())
        .flatMap(
            method ->
                Stream.of(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                    .map(type -> type.getAnnotation(HttpMethod.class).value())
                    .map(verb -> verb.toLowerCase(Locale.ROOT) + " " + path(resource, method)));
  }

  private static String path(Class<?> resource, Method method) {
    String own =
        method.isAnnotationPresent(Path.class)
            ? "/" + method.getAnnotation(Path.class).value()
            : "";
    return "/api" + resource.getAnnotation(Path.class).value() + own;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
