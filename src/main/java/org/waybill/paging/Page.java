package org.waybill.paging;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/** One page of a list as JSON: {@code {"items":[...],"nextCursor":"..."}}. */
public final class Page {
  private Page() {}

  /**
   * @param rows one more than {@code limit} if there is a next page
   */
  public static <T> String json(
      List<T> rows, int limit, Function<T, JsonObject> item, Function<T, Cursor> place) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    rows.stream().limit(limit).map(item).forEach(items::add);
    JsonValue next =
        rows.size() > limit
            ? JSON.createValue(place.apply(rows.get(limit - 1)).text())
            : JsonValue.NULL;
    return JSON.createObjectBuilder()
        .add("items", items)
        .add("nextCursor", next)
        .build()
        .toString();
  }
}
