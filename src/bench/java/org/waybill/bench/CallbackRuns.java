package org.waybill.bench;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;
import org.waybill.bench.callback.Callbacks;
import org.waybill.bench.callback.Sent;
import org.waybill.bench.database.Expected;
import org.waybill.bench.database.Expected.Found;
import org.waybill.bench.database.Shape;
import org.waybill.bench.load.Call;
import org.waybill.bench.load.Calls;
import org.waybill.bench.load.Outcome;
import org.waybill.bench.report.Findings;
import org.waybill.system.SandboxNode;

/** Runs that receive: prepared, put under load, and proved right afterwards. */
record CallbackRuns(Site site, Findings findings) {
  private static final Duration LONGEST_TO_SETTLE = Duration.ofSeconds(30);
  private static final int CALLBACKS_PER_MESSAGE = 3;

  Outcome empty(Function<Calls, Outcome> load) {
    byte[] body = "x=y".getBytes(StandardCharsets.UTF_8);
    Outcome outcome = load.apply(Calls.posting(new Call(site.empty().getPath(), List.of(), body)));
    if (!outcome.allAnswered(200)) {
      findings.proof(
          "an empty POST",
          "%d of %d answered 200".formatted(outcome.confirmed().cardinality(), outcome.due()),
          false);
    }
    return outcome;
  }

  /**
   * @param name in the report
   * @param most callbacks that the run can use up
   */
  Outcome of(Shape shape, String name, int most, Function<Calls, Outcome> load)
      throws SQLException {
    site.database().settle();
    List<Sent> sent = shape.seed(site.database(), most / CALLBACKS_PER_MESSAGE + 1);
    try (Callbacks callbacks =
        Callbacks.signed(
            sent,
            address(shape),
            SandboxNode.AUTH_TOKEN,
            site.directory().resolve("callbacks.bin"))) {
      Outcome outcome = load.apply(callbacks);
      Expected expected = new Expected(callbacks, outcome.confirmed());
      findings.proof(name, settled(shape, expected), outcome.allAnswered(200));
      return outcome;
    }
  }

  private URI address(Shape shape) {
    return shape == Shape.NAIVE ? site.naive() : site.callbacks();
  }

  /**
   * What a callback changes may follow its answer by a moment; that it is stored may not, so it is
   * there at the first look. Looks in this thread, where a look at millions of rows may take longer
   * than all of them are given.
   */
  private Found settled(Shape shape, Expected expected) throws SQLException {
    Found first = shape.look(site.database(), expected);
    if (!first.isStored()) {
      return first;
    }
    AtomicReference<Found> last = new AtomicReference<>(first);
    try {
      await()
          .pollInSameThread()
          .atMost(LONGEST_TO_SETTLE)
          .until(
              () -> {
                last.set(shape.look(site.database(), expected));
                return last.get().isRight();
              });
    } catch (ConditionTimeoutException stillWrong) {
      // the last look tells what is wrong
    }
    return last.get();
  }
}
