package org.waybill.bench;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.waybill.bench.load.Call;
import org.waybill.bench.load.Calls;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;
import org.waybill.system.Waybill;

/**
 * How fast messages are accepted, each in a request of its own and committed before its 202. They
 * are to be sent tomorrow, so that nothing but their acceptance is measured.
 */
record Accepting(Site site, Plan plan, Findings findings) {
  private static final int MOST_WARM_UPS = 6;
  private static final double STABLE = 0.07;

  /** Last digits that the sandbox does not misbehave for. */
  private static final String ORDINARY = "777";

  private static final List<Call.Header> HEADERS =
      List.of(
          new Call.Header("Authorization", "Bearer " + Waybill.apiKey()),
          new Call.Header("Content-Type", "application/json"));

  void run() throws SQLException {
    warmUp();
    Outcome outcome = closed("accept", plan.run());
    findings.run("POST /api/v1/messages", outcome, false);
    findings.goal("messages accepted a second, durable", outcome.rate(), ">=", 1_500, "");
  }

  /** Until it becomes no faster any more. */
  private void warmUp() throws SQLException {
    double before = 0;
    double rate = 1;
    for (int turn = 1; turn <= MOST_WARM_UPS && rate > before * (1 + STABLE); turn++) {
      before = rate;
      Outcome outcome = closed("accept-warm-up-" + turn, plan.run().multipliedBy(2));
      rate = outcome.rate();
      findings.run("warm-up " + turn + ": POST /api/v1/messages", outcome, false);
    }
  }

  private Outcome closed(String reference, Duration time) throws SQLException {
    Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Outcome outcome =
        new Load(site.server().uri("")).closed(posts(reference, tomorrow), plan.users(), time);
    long stored =
        site.database().count("select count(*) from message where reference = ?", reference);
    int accepted = outcome.confirmed().cardinality();
    findings.proof(
        reference,
        "%d answered 202, %d stored".formatted(accepted, stored),
        stored == accepted && outcome.allAnswered(202));
    return outcome;
  }

  /**
   * @param sendAt null for at once
   */
  static Calls posts(String reference, Instant sendAt) {
    var message = Json.createObjectBuilder().add("text", "Hello from the benchmark");
    message.add("reference", reference);
    if (sendAt != null) {
      message.add("sendAt", sendAt.toString());
    }
    String rest = message.build().toString().substring(1);
    return new Calls() {
      private int number;

      @Override
      public Call next() {
        String to = "+1415" + (6_000 + number++ % 3_000) + ORDINARY;
        String json = "{\"to\":\"" + to + "\"," + rest;
        return new Call("/api/v1/messages", HEADERS, json.getBytes(StandardCharsets.UTF_8));
      }
    };
  }
}
