package org.waybill.bench.load;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.ConnectionStrategy;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import java.net.URI;
import java.time.Duration;

/** Puts load on one server. */
public final class Load {
  /** Of calls that are due but find no session: they wait, and their latency tells. */
  private static final int MOST_AT_ONCE = 4_000;

  /** A rate is kept for this much longer, so that also what a late scheduler owes is sent. */
  private static final Duration OVERTIME = Duration.ofSeconds(2);

  private static final String PHASE = "load";

  private final URI server;

  /**
   * @param server without a path
   */
  public Load(URI server) {
    this.server = server;
  }

  /** A closed loop: each of the users sends its next call as soon as its last one is answered. */
  public Outcome closed(Calls calls, int users, Duration duration) {
    BenchmarkBuilder benchmark = benchmark(users, ConnectionStrategy.SHARED_POOL);
    return run(
        benchmark,
        benchmark.addPhase(PHASE).always(users),
        duration,
        new Recorder(calls, users, Pace.OF_THE_ANSWERS, Integer.MAX_VALUE));
  }

  /** As with a lead-in, without one. */
  public Outcome open(Calls calls, int perSecond, int connections, Duration duration) {
    return open(calls, perSecond, connections, Duration.ZERO, duration);
  }

  /** Each call opens a connection, which counts as a part of it, and closes it. */
  public Outcome openOnNewConnections(Calls calls, int perSecond, Duration duration) {
    return open(
        benchmark(MOST_AT_ONCE, ConnectionStrategy.ALWAYS_NEW),
        calls,
        perSecond,
        Duration.ZERO,
        duration);
  }

  /**
   * An open model: calls come at a fixed rate, whether the server keeps up or not, on connections
   * that are there.
   *
   * @param leadIn the first part of the duration, whose latency does not count
   */
  public Outcome open(
      Calls calls, int perSecond, int connections, Duration leadIn, Duration duration) {
    return open(
        benchmark(connections, ConnectionStrategy.SHARED_POOL), calls, perSecond, leadIn, duration);
  }

  private static Outcome open(
      BenchmarkBuilder benchmark, Calls calls, int perSecond, Duration leadIn, Duration duration) {
    int most = (int) (perSecond * duration.toSeconds());
    return run(
        benchmark,
        benchmark.addPhase(PHASE).constantRate(perSecond).variance(false).maxSessions(MOST_AT_ONCE),
        duration.plus(OVERTIME),
        new Recorder(calls, MOST_AT_ONCE, new Pace(perSecond, leadIn), most));
  }

  private BenchmarkBuilder benchmark(int connections, ConnectionStrategy strategy) {
    BenchmarkBuilder benchmark = BenchmarkBuilder.builder().name("waybill").threads(1);
    HttpPluginBuilder http = benchmark.addPlugin(HttpPluginBuilder::new);
    http.ergonomics()
        .repeatCookies(false)
        .userAgentFromSession(false)
        .autoRangeCheck(false)
        .stopOnInvalid(false);
    http.http()
        .host(server.toString()) // with its port: the signed address has it, too
        .allowHttp2(false)
        .connectionStrategy(strategy)
        .sharedConnections(connections);
    return benchmark;
  }

  private static Outcome run(
      BenchmarkBuilder benchmark, PhaseBuilder<?> phase, Duration duration, Recorder recorder) {
    HttpRequestStepBuilder step =
        phase
            .duration(duration.toMillis())
            .scenario()
            .initialSequence("call")
            .step(recorder::begin)
            .step(HttpStepCatalog.SC)
            .httpRequest(recorder.readOnly() ? HttpMethod.GET : HttpMethod.POST);
    step.path(recorder::path).headerAppender(recorder::headers);
    if (!recorder.readOnly()) {
      step.body((session, connection) -> recorder.body(session));
    }
    step.handler()
        .status((request, status) -> recorder.status(request.session, status))
        .onCompletion(recorder::end);
    new LocalSimulationRunner(benchmark.build()).run();
    return recorder.outcome();
  }
}
