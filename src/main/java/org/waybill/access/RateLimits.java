package org.waybill.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.waybill.problem.Problem;

/** How often one caller may call, on this node. */
@ApplicationScoped
public class RateLimits {
  /** More callers than this at a time share nothing but forget the idle ones first. */
  private static final int MOST_CALLERS = 100_000;

  /** What a caller who must wait is told. */
  public static final Problem TOO_MANY =
      Problem.of("too-many-requests", 429, "Too many requests", "Try again later.");

  private final AccessSettings settings;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .executor(Runnable::run)
          .build();

  protected RateLimits() {
    this(null);
  }

  @Inject
  public RateLimits(AccessSettings settings) {
    this.settings = settings;
  }

  /** Empty: go on. Else how long to wait. */
  Optional<Duration> send(String client) {
    return sends(client, 1);
  }

  /** Several at once, all or none of them. */
  public Optional<Duration> sends(String client, int sends) {
    return sends < 1 ? Optional.empty() : take("send " + client, settings.sendsPerMinute(), sends);
  }

  /** More than these at once would have to wait for ever. */
  public int mostSends() {
    return settings.sendsPerMinute();
  }

  Optional<Duration> read(String client) {
    return take("read " + client, settings.readsPerMinute());
  }

  /** Calls without a right key. */
  Optional<Duration> refusal(String source) {
    return take("refusal " + source, settings.refusalsPerMinute());
  }

  /** Genuine ones. */
  public Optional<Duration> callback(String source) {
    return take("callback " + source, settings.callbacksPerMinute());
  }

  /** Those without a right signature. */
  public Optional<Duration> forgedCallback(String source) {
    return take("forged " + source, settings.callbacksPerMinute());
  }

  /**
   * Whether one more refusal of this caller may have a line of the log, which strangers must not
   * fill.
   */
  public boolean mayBeLogged(String source) {
    return take("log " + source, settings.refusalsPerMinute()).isEmpty();
  }

  private Optional<Duration> take(String caller, int perMinute) {
    return take(caller, perMinute, 1);
  }

  private Optional<Duration> take(String caller, int perMinute, int calls) {
    ConsumptionProbe probe =
        buckets.get(caller, unseen -> bucket(perMinute)).tryConsumeAndReturnRemaining(calls);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private static Bucket bucket(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }

  /** The answer to a caller who must wait. */
  public static Response tooMany(Duration wait) {
    return TOO_MANY.response().header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1).build();
  }
}
