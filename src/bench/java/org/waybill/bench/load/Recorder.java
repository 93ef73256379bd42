package org.waybill.bench.load;

import com.sun.management.OperatingSystemMXBean;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.http.api.HttpRequestWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Hands out the calls of one run and keeps what became of them. Lives in one event loop. */
final class Recorder {
  private static final int NO_ANSWER = 0;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final Calls calls;
  private final Pace pace;
  private final int most;
  private final UnderWay[] bySession;
  private final BitSet confirmed = new BitSet();
  private final long[] answers = new long[1000];
  private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
  private final long cpuBefore = cpuNanos();
  private int begun;
  private long firstAt;
  private long lastAt;

  /** What one session is doing; reused, so that the run makes little garbage. */
  private static final class UnderWay {
    private Call call;
    private int place;
    private long since;
    private int status;
  }

  /**
   * @param most calls; sessions beyond them end without one
   */
  Recorder(Calls calls, int sessions, Pace pace, int most) {
    this.calls = calls;
    this.most = most;
    this.pace = pace;
    bySession = new UnderWay[sessions];
    Arrays.setAll(bySession, any -> new UnderWay());
  }

  boolean readOnly() {
    return calls.readOnly();
  }

  /**
   * Gives the session its call, or ends it when there were enough. In a closed loop it is started
   * again and again then, until the time is over; that comes after the last answer and counts for
   * nothing.
   */
  boolean begin(Session session) {
    Call call = begun == most ? null : calls.next();
    if (call == null) {
      session.stop();
    }
    long now = System.nanoTime();
    firstAt = begun == 0 ? now : firstAt;
    UnderWay one = of(session);
    one.call = call;
    one.place = begun++;
    one.since = pace.isFixed() ? Math.min(now, firstAt + pace.dueAt(one.place)) : now;
    one.status = NO_ANSWER;
    return true;
  }

  String path(Session session) {
    return of(session).call.path();
  }

  void headers(Session session, HttpRequestWriter writer) {
    for (Call.Header header : of(session).call.headers()) {
      writer.putHeader(header.name(), header.value());
    }
  }

  ByteBuf body(Session session) {
    return Unpooled.wrappedBuffer(of(session).call.body());
  }

  void status(Session session, int status) {
    of(session).status = status;
  }

  void end(Session session) {
    UnderWay one = of(session);
    lastAt = System.nanoTime();
    answers[one.status]++;
    if (pace.counts(one.place)) {
      latency.recordValue(Math.min(LONGEST_MICROS, (lastAt - one.since) / 1000));
    }
    if (one.status == 200 || one.status == 202) {
      confirmed.set(one.place);
    }
  }

  private UnderWay of(Session session) {
    return bySession[session.uniqueId()];
  }

  Outcome outcome() {
    return new Outcome(
        (lastAt - firstAt) / 1e9,
        pace.isFixed() ? most : begun,
        begun,
        confirmed,
        byStatus(),
        latency,
        (cpuNanos() - cpuBefore) / 1e9);
  }

  private Map<Integer, Long> byStatus() {
    Map<Integer, Long> seen = new TreeMap<>();
    for (int status = 0; status < answers.length; status++) {
      if (answers[status] > 0) {
        seen.put(status, answers[status]);
      }
    }
    return seen;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
