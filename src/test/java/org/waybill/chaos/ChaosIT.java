package org.waybill.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.waybill.system.CallbackRelay;
import org.waybill.system.Discretion;
import org.waybill.system.NodeApi;
import org.waybill.system.NodeDatabase;
import org.waybill.system.NodeProcess;
import org.waybill.system.SandboxNode;

/** Never lost, never doubled. */
class ChaosIT {
  private static final String UNFINISHED =
      "/api/v1/messages?limit=1&status=accepted,submitting,unconfirmed,submitted,queued,sent";

  private final Plan plan = Plan.chosen();

  @Test
  @DisplayName("C1 to C6: kill -9, freezes and cuts lose nothing and double nothing")
  void losesNothingAndDoublesNothing() throws Exception {
    assumeThat(NodeDatabase.isPostgres()).as("H2's file has one node").isTrue();
    System.out.println("chaos begins: " + plan);
    long began = System.nanoTime();
    try (NodeDatabase database = NodeDatabase.started("chaos-database");
        SandboxNode plivo = SandboxNode.launched("chaos-sandbox", plan.sandboxSettings());
        Line line = new Line(plivo.process().uri(""));
        CallbackRelay relay = new CallbackRelay();
        NodeProcess one = node("chaos-one", plivo, line, relay, database);
        NodeProcess two = node("chaos-two", plivo, line, relay, database)) {
      relay.to(one, two);
      Stream.of(plivo.process(), one, two).forEach(NodeProcess::awaitReady);
      try (Clients clients = new Clients(plan.seed(), one, two);
          Storm storm = new Storm(plan, database, line, one, two)) {
        storm.rage(plan.kills());
        clients.finish();
        awaitRest(one.api(), relay, plivo);

        Evidence evidence = Evidence.gathered(clients, one.api(), relay, plivo);
        Figures figures =
            new Figures()
                .of(plan, Duration.ofNanos(System.nanoTime() - began), storm)
                .of(clients)
                .of(evidence, plivo.requests())
                .of(relay.answers());
        assertNothingViolated(evidence, clients, figures);
        List<String> numbers = evidence.promised().stream().map(Clients.Accepted::to).toList();
        Discretion.assertNothingPrivateIn(one, numbers, Clients.TEXT);
        Discretion.assertNothingPrivateIn(two, numbers, Clients.TEXT);
      }
    }
  }

  private static void assertNothingViolated(Evidence evidence, Clients clients, Figures figures) {
    List<String> violations = new ArrayList<>(Audit.violations(evidence));
    violations.addAll(clients.refusals());
    System.out.printf("%s%n%-32s %d%n", figures, "violations", violations.size());
    violations.forEach(System.out::println);
    evidence.messages().stream()
        .filter(message -> violations.toString().contains(message.getString("id")))
        .map(message -> Json.createObjectBuilder(message).remove("to").remove("text").build())
        .forEach(System.out::println);
    assertThat(violations).as("%s", figures).isEmpty();
    assertThat(evidence.promised()).as("every number").hasSize(clients.sent());
  }

  private NodeProcess node(
      String name, SandboxNode plivo, Line line, CallbackRelay relay, NodeDatabase database) {
    return plivo
        .client(name)
        .with("plivo.base-url", line.near("/sandbox/plivo/v1/").toString())
        .with(database.settings())
        .with("waybill.public-url", relay.address())
        .with(plan.nodeSettings())
        .launch();
  }

  /**
   * Until every message has ended and every report of Plivo's was taken over. What has not ended
   * within a minute of its deadline is for the audit.
   */
  private void awaitRest(NodeApi node, CallbackRelay relay, SandboxNode plivo) {
    try {
      await()
          .atMost(plan.stuckAfter().plusSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  node.get(UNFINISHED).getJsonArray("items").isEmpty()
                      && new HashSet<>(relay.takenOver()).containsAll(reportsOfPlivo(plivo)));
    } catch (ConditionTimeoutException restless) {
      System.out.println("something is still under way");
    }
  }

  private static Set<CallbackRelay.Report> reportsOfPlivo(SandboxNode plivo) {
    Set<CallbackRelay.Report> all = new HashSet<>();
    for (Evidence.Send send : Evidence.sends(plivo)) {
      IntStream.rangeClosed(1, Ending.of(send.to()).reports())
          .mapToObj(sequence -> new CallbackRelay.Report(send.messageUuid(), "" + sequence))
          .forEach(all::add);
    }
    return all;
  }
}
