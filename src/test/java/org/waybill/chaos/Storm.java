package org.waybill.chaos;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.system.NodeDatabase;
import org.waybill.system.NodeProcess;

/** Strikes at random moments, and mends what it struck after a while. */
final class Storm implements AutoCloseable {
  enum Blow {
    KILL_NODE,
    KILL_DATABASE,
    FREEZE_NODE,
    CUT_LINE
  }

  private static final List<Line.Fault> FAULTS =
      List.of(
          Line.Fault.REFUSES, Line.Fault.UNREACHABLE, Line.Fault.CUTS_ANSWERS, Line.Fault.SWALLOWS);

  /** Longer than a frozen transaction is left alone, a lease, and the search in Plivo's log. */
  private static final int LONG_FREEZE_MILLIS = 21_000;

  private final Random random;
  private final boolean isLong;
  private final List<NodeProcess> nodes;
  private final NodeDatabase database;
  private final Line line;
  private final Repairs repairs = new Repairs();
  private final Deque<Blow> deck = new ArrayDeque<>();
  private final Map<Blow, Integer> struck = new ConcurrentHashMap<>();

  Storm(Plan plan, NodeDatabase database, Line line, NodeProcess... nodes) {
    this.random = new Random(plan.seed());
    this.isLong = plan.isLong();
    this.database = database;
    this.line = line;
    this.nodes = List.of(nodes);
  }

  /** All blows in a random order, again and again; returns when everything is mended. */
  void rage(int kills) throws Exception {
    while (!deck.isEmpty() || struck(Blow.KILL_NODE) + struck(Blow.KILL_DATABASE) < kills) {
      repairs.pause(1_000 + random.nextInt(5_000));
      strike(next());
    }
    repairs.finish();
  }

  int struck(Blow blow) {
    return struck.getOrDefault(blow, 0);
  }

  private Blow next() {
    if (deck.isEmpty()) {
      List<Blow> dealt = new ArrayList<>(List.of(Blow.values()));
      Collections.shuffle(dealt, random);
      deck.addAll(dealt);
    }
    return deck.poll();
  }

  private void strike(Blow blow) throws Exception {
    switch (blow) {
      case KILL_NODE -> killNode(anyNode());
      case KILL_DATABASE -> {
        repairs.take(database);
        database.kill();
        repairs.mend(database, random.nextInt(3_000), database::start);
      }
      case FREEZE_NODE -> {
        if (isLong && random.nextBoolean()) {
          freezeNode(anyNode(), 2_000 + random.nextInt(7_000));
        } else {
          freezeWhileItCalls();
        }
      }
      case CUT_LINE -> {
        repairs.take(line);
        line.fail(FAULTS.get(random.nextInt(FAULTS.size())));
        repairs.mend(line, 300 + random.nextInt(6_000), line::heal);
      }
    }
    count(blow);
  }

  /** Now and then it is killed once more while it starts. */
  private void killNode(NodeProcess node) {
    boolean twice = isLong && random.nextInt(5) == 0;
    int then = 1_000 + random.nextInt(8_000);
    node.kill();
    repairs.mend(
        node,
        random.nextInt(3_000),
        () -> {
          node.launch();
          if (twice) {
            repairs.pause(then);
            node.kill();
            count(Blow.KILL_NODE);
            node.launch();
          }
          awaitReady(node);
        });
  }

  /**
   * With sends that it has claimed and that have not left, while all else is well, until the other
   * node has settled them. What does not look at its lease when it goes on sends twice.
   */
  private void freezeWhileItCalls() throws Exception {
    for (Object any : List.of(nodes.get(0), nodes.get(1), line, database)) {
      repairs.take(any);
    }
    line.fail(Line.Fault.UNREACHABLE);
    // a second for the connections that it had, and one for new calls
    repairs.pause(1_000 + random.nextInt(1_500));
    int frozen = random.nextInt(nodes.size());
    freezeNode(nodes.get(frozen), LONG_FREEZE_MILLIS);
    line.heal();
    for (Object other : List.of(nodes.get(1 - frozen), line, database)) {
      repairs.mend(other, LONG_FREEZE_MILLIS, () -> {});
    }
  }

  /** Some never wake. */
  private void freezeNode(NodeProcess node, int millis) {
    boolean dies = isLong && random.nextInt(4) == 0;
    node.freeze();
    repairs.mend(
        node,
        millis,
        () -> {
          if (dies) {
            node.kill();
            count(Blow.KILL_NODE);
            node.launch();
            awaitReady(node);
          } else {
            node.resume();
            repairs.pause(2_000); // to do what it was kept from
          }
        });
  }

  /** A service manager starts again what could not start because the database was away. */
  private static void awaitReady(NodeProcess node) {
    while (!node.awaitReadyOrEnd()) {
      node.launch();
    }
  }

  private NodeProcess anyNode() throws Exception {
    List<NodeProcess> order = new ArrayList<>(nodes);
    Collections.shuffle(order, random);
    for (NodeProcess node : order) {
      if (repairs.takeIfWhole(node)) {
        return node;
      }
    }
    repairs.take(order.get(0));
    return order.get(0);
  }

  private void count(Blow blow) {
    struck.merge(blow, 1, Integer::sum);
    System.out.println(Instant.now() + " " + blow);
  }

  @Override
  public void close() {
    repairs.close();
  }
}
