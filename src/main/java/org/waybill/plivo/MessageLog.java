package org.waybill.plivo;

import static org.waybill.json.JsonP.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalInt;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.waybill.plivo.LogPage.Entry;
import org.waybill.plivo.LogPage.Listed;
import org.waybill.plivo.LogPage.Unavailable;

/**
 * Plivo's list of messages. Not through plivo-java, whose time filters are in the JVM's zone where
 * Plivo reads UTC.
 *
 * <pre>
 * GET {base-url}Account/MAXXXXXXXXXXXXXXXXXX/Message/?message_direction=outbound&amp;limit=20&amp;offset=0
 *     &amp;message_time__gte=2026-10-05 09:12:00&amp;message_time__lte=2026-10-05 09:16:00
 *
 * 200 {"meta":{"limit":20,"next":null,"offset":0,...},
 *      "objects":[{"message_uuid":"...","from_number":"1415555XXXX","to_number":"4479460XXXXX",...}]}
 * </pre>
 */
final class MessageLog {
  static final int PAGE = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final OkHttpClient http;
  private final PlivoAccount account;

  MessageLog(OkHttpClient http, PlivoAccount account) {
    this.http = http;
    this.account = account;
  }

  LogPage page(Exchange exchange, Instant since, Instant until, int offset) {
    try (Response response = http.newCall(request(since, until, offset)).execute()) {
      return response.isSuccessful()
          ? read(response.body().string())
          : new Unavailable(
              OptionalInt.of(response.code()), "Plivo answered %d.".formatted(response.code()));
    } catch (IOException failure) {
      return new Unavailable(exchange.status(), exchange.whatBroke(failure));
    } catch (JsonException | ClassCastException | NullPointerException unreadable) {
      return new Unavailable(exchange.status(), "Plivo's answer could not be read.");
    }
  }

  private Request request(Instant since, Instant until, int offset) {
    HttpUrl url =
        HttpUrl.get(account.baseUrl())
            .newBuilder()
            .addPathSegments("Account/" + account.authId() + "/Message/")
            .addQueryParameter("message_direction", "outbound")
            .addQueryParameter("message_time__gte", TIME.format(since))
            // the filter has whole seconds
            .addQueryParameter("message_time__lte", TIME.format(until.plusSeconds(1)))
            .addQueryParameter("limit", Integer.toString(PAGE))
            .addQueryParameter("offset", Integer.toString(offset))
            .build();
    String credentials = Credentials.basic(account.authId(), account.authTokens().get(0));
    return new Request.Builder().url(url).header("Authorization", credentials).build();
  }

  private static LogPage read(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonObject json = reader.readObject();
      List<Entry> entries =
          json.getJsonArray("objects").getValuesAs(JsonObject.class).stream()
              .map(MessageLog::entry)
              .toList();
      boolean more = !entries.isEmpty() && !isNull(json.getJsonObject("meta").get("next"));
      return new Listed(entries, more);
    }
  }

  private static boolean isNull(JsonValue value) {
    return value == null || value == JsonValue.NULL;
  }

  private static Entry entry(JsonObject json) {
    return new Entry(
        json.getString("message_uuid"),
        json.getString("from_number", ""),
        json.getString("to_number", ""));
  }
}
