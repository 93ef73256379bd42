package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.system.Answer.text;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SystemTest
class ListIT {
  /** Only the messages of one test carry it. */
  private final String reference = "list " + UUID.randomUUID();

  @Test
  void showsTheNewestFirst() {
    List<String> sent = newestFirst(sent(3));

    List<JsonObject> items = list(Map.of("reference", reference));

    assertThat(ids(items)).isEqualTo(sent);
    assertThat(items.get(0)).doesNotContainKeys("timeline", "attempts");
    assertThat(items.get(0).getString("text")).isEqualTo("hello");
  }

  @Test
  void filtersByStatus() {
    String delivered = sent(Recipients.delivering());
    String undelivered = sent(Recipients.endingIn("070"));
    String submitted = sent(Recipients.silent());
    Api.awaitStatus(delivered, "delivered");
    Api.awaitStatus(undelivered, "undelivered");
    Api.awaitStatus(submitted, "submitted");

    assertThat(idsByStatus("delivered")).containsExactly(delivered);
    assertThat(idsByStatus("undelivered")).containsExactly(undelivered);
    assertThat(idsByStatus("undelivered,delivered")).containsExactly(undelivered, delivered);
    assertThat(idsByStatus("delivered, submitted")).containsExactly(submitted, delivered);
    assertThat(idsByStatus("failed")).isEmpty();
  }

  private List<String> idsByStatus(String words) {
    return ids(list(Map.of("reference", reference, "status", words)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2B", "+", "%20", "%2B1%20(415)%20"})
  void filtersByRecipientHoweverThePlusIsWritten(String plus) {
    String to = Recipients.delivering();
    String id = sent(to);
    sent(Recipients.delivering());
    String rest = to.substring(plus.contains("415") ? 5 : 1);

    Answer answer = Api.get(Api.MESSAGES + "?to=" + plus + rest).hasStatus(200);

    assertThat(ids(answer.items())).containsExactly(id);
  }

  @Test
  void filtersByReference() {
    String id = sent(Recipients.delivering());

    assertThat(ids(list(Map.of("reference", reference)))).containsExactly(id);
    assertThat(list(Map.of("reference", reference.substring(1)))).isEmpty();
    assertThat(list(Map.of("reference", reference + "'; drop table message"))).isEmpty();
  }

  @Test
  void filtersByTime() {
    List<String> sent = sent(3);
    String second = Api.message(sent.get(1)).getString("createdAt");

    assertThat(ids(list(Map.of("reference", reference, "since", second))))
        .containsExactly(sent.get(2), sent.get(1));
    assertThat(ids(list(Map.of("reference", reference, "until", second))))
        .containsExactly(sent.get(0));
    assertThat(list(Map.of("reference", reference, "since", second, "until", second))).isEmpty();
  }

  @Test
  void takesTimesWithAnOffset() {
    sent(1);

    assertThat(list(Map.of("reference", reference, "since", "2020-01-01T00:00:00+05:30")))
        .hasSize(1);
    assertThat(list(Map.of("reference", reference, "until", "2020-01-01T00:00:00+05:30")))
        .isEmpty();
  }

  @Test
  void pagesThroughAllWithoutGapOrDoubleWhileNewOnesArrive() {
    List<String> expected = newestFirst(sent(11));
    List<String> seen = new ArrayList<>();
    String cursor = "";

    do {
      JsonObject page = page(Map.of("reference", reference, "limit", "3", "cursor", cursor)).json();
      seen.addAll(ids(page.getJsonArray("items").getValuesAs(JsonObject.class)));
      cursor = text(page, "nextCursor");
      sent(Recipients.delivering());
    } while (cursor != null);

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void hasNoCursorAfterTheLastPage() {
    sent(2);

    assertThat(text(page(Map.of("reference", reference, "limit", "2")).json(), "nextCursor"))
        .isNull();
    assertThat(text(page(Map.of("reference", reference, "limit", "1")).json(), "nextCursor"))
        .isNotNull();
  }

  @Test
  void refusesACursorThatWasCutShort() {
    sent(2);
    String cursor = text(page(Map.of("reference", reference, "limit", "1")).json(), "nextCursor");

    for (int cut = 1; cut < 6; cut++) {
      Answer answer = page(Map.of("cursor", cursor.substring(0, cursor.length() - cut)));
      assertThat(answer.isProblem(400, "invalid-request").faults("parameter"))
          .containsExactly("cursor");
    }
  }

  @Test
  void readsATimeWhosePlusWasNotEncoded() {
    String id = sent(1).get(0);

    Answer answer =
        Api.get(Api.MESSAGES + "?since=2020-01-01T00:00:00+05:30&reference=" + encoded(reference));

    assertThat(ids(answer.hasStatus(200).items())).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "state, delivered",
    "Status, delivered",
    "status, arrived",
    "status, DELIVERED",
    "status, 'delivered,arrived'",
    "to, 4155557123",
    "to, +1155",
    "since, yesterday",
    "since, 2026-10-05",
    "until, 2026-10-05T09:12:33",
    "limit, 0",
    "limit, 501",
    "limit, -1",
    "limit, ten",
    "limit, 99999999999",
    "reference, ''",
    "status, ''",
    "to, ''",
    "since, ''",
    "cursor, abc",
    "cursor, '%%%'"
  })
  void namesTheParameterThatIsWrong(String name, String value) {
    Answer answer = page(Map.of(name, value)).isProblem(400, "invalid-request");

    assertThat(answer.faults("parameter")).containsExactly(name);
    assertThat(answer.body()).doesNotContain("4155557123");
  }

  @Test
  void refusesAParameterThatStandsTwice() {
    Answer answer = Api.get(Api.MESSAGES + "?limit=1&limit=2").isProblem(400, "invalid-request");

    assertThat(answer.faults("parameter")).containsExactly("limit");
  }

  private List<String> sent(int count) {
    return IntStream.range(0, count).mapToObj(each -> sent(Recipients.delivering())).toList();
  }

  private String sent(String to) {
    JsonObject request =
        Json.createObjectBuilder()
            .add("to", to)
            .add("text", "hello")
            .add("reference", reference)
            .build();
    return Api.post(request.toString()).hasStatus(202).json().getString("id");
  }

  private static List<String> newestFirst(List<String> ids) {
    List<String> reversed = new ArrayList<>(ids);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<JsonObject> list(Map<String, String> query) {
    return page(query).hasStatus(200).items();
  }

  private static Answer page(Map<String, String> query) {
    return Api.get(Api.MESSAGES + "?" + encoded(query));
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
        .collect(java.util.stream.Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static List<String> ids(List<JsonObject> items) {
    return items.stream().map(item -> item.getString("id")).toList();
  }
}
