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
import java.util.concurrent.TimeUnit;
import org.waybill.problem.Problem;

/** How often one caller may call, on this node. */
@ApplicationScoped
public class RateLimits {
  /** More callers than this at a time share nothing but forget the idle ones first. */
  private static final int MOST_CALLERS = 100_000;

  private final AccessSettings settings;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  protected RateLimits() {
    this(null);
  }

  @Inject
  public RateLimits(AccessSettings settings) {
    this.settings = settings;
  }

  /** Empty: go on. Else the 429 to give. */
  Optional<Response> send(String client) {
    return take("send " + client, settings.sendsPerMinute());
  }

  Optional<Response> read(String client) {
    return take("read " + client, settings.readsPerMinute());
  }

  /** Calls without a right key. */
  Optional<Response> refusal(String source) {
    return take("refusal " + source, settings.refusalsPerMinute());
  }

  /** Signed or not: counted before anything is checked. */
  public Optional<Response> callback(String source) {
    return take("callback " + source, settings.callbacksPerMinute());
  }

  private Optional<Response> take(String caller, int perMinute) {
    ConsumptionProbe probe =
        buckets.get(caller, unseen -> bucket(perMinute)).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(tooMany(perMinute, probe.getNanosToWaitForRefill()));
  }

  private static Bucket bucket(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }

  private static Response tooMany(int perMinute, long nanosToWait) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanosToWait) + 1;
    String detail = "At most %d a minute.".formatted(perMinute);
    return Problem.of("too-many-requests", 429, "Too many requests", detail)
        .response()
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}
