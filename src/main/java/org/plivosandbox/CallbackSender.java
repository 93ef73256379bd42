package org.plivosandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends callbacks as Plivo does: eight seconds for an answer, then a few retries, then never. */
class CallbackSender {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final int MOST_AT_ONCE = 200;
  private final InFlight inFlight = new InFlight(MOST_AT_ONCE);
  private final ScheduledExecutorService scheduler;
  private final SignatureHeaders signatures;
  private final List<Duration> retryDelays;
  private final Clock clock;
  private final HttpClient http;

  CallbackSender(
      ScheduledExecutorService scheduler,
      SignatureHeaders signatures,
      List<Duration> retryDelays,
      Clock clock) {
    this.scheduler = scheduler;
    this.signatures = signatures;
    this.retryDelays = retryDelays;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .executor(scheduler)
            .build();
  }

  /** A callback waits for the first try of the one before it, not for its retries. */
  void send(List<Callback> callbacks) {
    sendNext(new ArrayDeque<>(callbacks));
  }

  private void sendNext(Queue<Callback> callbacks) {
    Callback callback = callbacks.poll();
    if (callback != null) {
      after(
          Duration.between(clock.instant(), callback.notBefore()),
          () ->
              tryOnce(callback)
                  .thenAccept(
                      answered -> {
                        retryUnless(answered, callback, 0);
                        sendNext(callbacks);
                      }));
    }
  }

  private void retryUnless(boolean answered, Callback callback, int retries) {
    if (!answered && callback.retried() && retries < retryDelays.size()) {
      after(
          retryDelays.get(retries),
          () ->
              tryOnce(callback).thenAccept(success -> retryUnless(success, callback, retries + 1)));
    }
  }

  private void after(Duration delay, Runnable task) {
    scheduler.schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Boolean> tryOnce(Callback callback) {
    return inFlight.run(() -> exchange(callback));
  }

  private CompletableFuture<Boolean> exchange(Callback callback) {
    return CompletableFuture.completedFuture(callback)
        .thenCompose(it -> http.sendAsync(request(it), BodyHandlers.discarding()))
        .exceptionallyCompose(
            failure ->
                isBroken(failure)
                    ? http.sendAsync(request(callback), BodyHandlers.discarding())
                    : CompletableFuture.failedFuture(failure))
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> failure == null && response.statusCode() / 100 == 2);
  }

  /** A kept connection that the receiver has just closed is no answer of the receiver's. */
  private static boolean isBroken(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof IOException
        && !(cause instanceof ConnectException)
        && !(cause instanceof HttpTimeoutException);
  }

  private HttpRequest request(Callback callback) {
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(TIMEOUT);
    signatures.of(callback).forEach(request::header);
    if (callback.method().equals("GET")) {
      return request.uri(withQuery(callback)).GET().build();
    }
    return request
        .uri(callback.url())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(callback.encoded()))
        .build();
  }

  private static URI withQuery(Callback callback) {
    String separator = callback.url().getRawQuery() == null ? "?" : "&";
    return URI.create(callback.url() + separator + callback.encoded());
  }
}
