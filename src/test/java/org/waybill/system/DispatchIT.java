package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SystemTest
@ServerAndDatabase
class DispatchIT {
  private static final int WARM_UP = 20;
  private static final int MEASURED = 20;

  @Test
  @DisplayName("R3.1 submits within 100 ms of the commit in the ordinary case")
  void submitsWithin100MillisecondsOfTheCommit() {
    sendOneAfterAnother(WARM_UP);

    List<Duration> waits =
        sendOneAfterAnother(MEASURED).stream().map(DispatchIT::wait).sorted().toList();

    assertThat(waits.get(MEASURED / 2)).as("median of %s", waits).isLessThan(ofMillis(100));
    assertThat(waits.get(MEASURED * 9 / 10 - 1)).as("90 %% of %s", waits).isLessThan(ofMillis(100));
  }

  private static List<JsonObject> sendOneAfterAnother(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> Api.awaitStatus(Api.sent(Recipients.silent()), "submitted"))
        .toList();
  }

  private static Duration wait(JsonObject message) {
    return Duration.between(at(message, "accepted"), at(message, "submitting"));
  }

  private static Instant at(JsonObject message, String status) {
    return message.getJsonArray("timeline").getValuesAs(JsonObject.class).stream()
        .filter(entry -> entry.getString("status").equals(status))
        .map(entry -> Instant.parse(entry.getString("at")))
        .findFirst()
        .orElseThrow();
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }
}
