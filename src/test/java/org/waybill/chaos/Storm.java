package org.waybill.chaos;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  /** Longer than a lease and the search in Plivo's log after it. */
  private static final int LONG_FREEZE_MILLIS = 18_000;

  private final Random random;
  private final boolean isLong;
  private final List<NodeProcess> nodes;
  private final NodeDatabase database;
  private final Line line;
  private final Map<Object, Target> targets = new ConcurrentHashMap<>();
  private final Deque<Blow> deck = new ArrayDeque<>();
  private final Map<Blow, Integer> struck = new ConcurrentHashMap<>();
  private final Queue<Future<?>> mending = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(6);

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
      pause(1_000 + random.nextInt(5_000));
      strike(next());
    }
    while (!mending.isEmpty()) {
      mending.poll().get();
    }
  }

  int struck(Blow blow) {
    return struck.getOrDefault(blow, 0);
  }

  private void pause(int millis) throws Exception {
    clock.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).get();
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
        target(database).take();
        database.kill();
        mend(database, random.nextInt(3_000), this::startDatabase);
      }
      case FREEZE_NODE -> {
        if (isLong && random.nextBoolean()) {
          freezeNode(anyNode(), 2_000 + random.nextInt(7_000));
        } else {
          freezeWhileItCalls();
        }
      }
      case CUT_LINE -> {
        target(line).take();
        line.fail(FAULTS.get(random.nextInt(FAULTS.size())));
        mend(line, 300 + random.nextInt(6_000), this::healLine);
      }
    }
    count(blow);
  }

  private Void startDatabase() throws Exception {
    database.start();
    return null;
  }

  private Void healLine() {
    line.heal();
    return null;
  }

  /** Now and then it is killed once more while it starts. */
  private void killNode(NodeProcess node) {
    boolean twice = isLong && random.nextInt(5) == 0;
    int then = 1_000 + random.nextInt(8_000);
    node.kill();
    mend(
        node,
        random.nextInt(3_000),
        () -> {
          node.launch();
          if (twice) {
            clock.schedule(node::kill, then, TimeUnit.MILLISECONDS).get();
            count(Blow.KILL_NODE);
            node.launch();
          }
          return awaitReady(node);
        });
  }

  /**
   * With sends that it has claimed and that have not left, while all else is well, until the other
   * node has settled them. What does not look at its lease when it goes on sends twice.
   */
  private void freezeWhileItCalls() throws Exception {
    for (Object any : List.of(nodes.get(0), nodes.get(1), line, database)) {
      target(any).take();
    }
    line.fail(Line.Fault.UNREACHABLE);
    // a second for the connections that it had, and one for new calls
    pause(1_000 + random.nextInt(1_500));
    int frozen = random.nextInt(nodes.size());
    freezeNode(nodes.get(frozen), LONG_FREEZE_MILLIS);
    line.heal();
    for (Object other : List.of(nodes.get(1 - frozen), line, database)) {
      mend(other, LONG_FREEZE_MILLIS, () -> null);
    }
  }

  /** Some never wake. */
  private void freezeNode(NodeProcess node, int millis) {
    boolean dies = isLong && random.nextInt(4) == 0;
    node.freeze();
    mend(
        node,
        millis,
        () -> {
          if (!dies) {
            node.resume();
            return null;
          }
          node.kill();
          count(Blow.KILL_NODE);
          node.launch();
          return awaitReady(node);
        });
  }

  /** A service manager starts again what could not start because the database was away. */
  private static Void awaitReady(NodeProcess node) {
    while (!node.awaitReadyOrEnd()) {
      node.launch();
    }
    return null;
  }

  private NodeProcess anyNode() throws InterruptedException {
    List<NodeProcess> order = new ArrayList<>(nodes);
    Collections.shuffle(order, random);
    for (NodeProcess node : order) {
      if (target(node).takeIfWhole()) {
        return node;
      }
    }
    target(order.get(0)).take();
    return order.get(0);
  }

  private Target target(Object any) {
    return targets.computeIfAbsent(any, first -> new Target());
  }

  private void mend(Object struck, int afterMillis, Callable<Void> repair) {
    mending.add(
        clock.schedule(
            () -> {
              repair.call();
              target(struck).mended();
              return null;
            },
            afterMillis,
            TimeUnit.MILLISECONDS));
  }

  private void count(Blow blow) {
    struck.merge(blow, 1, Integer::sum);
    System.out.println(Instant.now() + " " + blow);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
