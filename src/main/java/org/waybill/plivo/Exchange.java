package org.waybill.plivo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

/**
 * What the network saw of the call that the current thread makes. plivo-java's exceptions carry no
 * status, and only the network layer knows whether the request left. Synchronous calls run OkHttp's
 * interceptors in the caller's thread.
 */
final class Exchange implements AutoCloseable {
  private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

  private final BooleanSupplier tooLate;
  private boolean left;
  private boolean keptBack;
  private OptionalInt status = OptionalInt.empty();
  private String retryAfter;

  private Exchange(BooleanSupplier tooLate) {
    this.tooLate = tooLate;
  }

  static Exchange begin() {
    return begin(() -> false);
  }

  /** A request for which it is too late when it could leave does not leave. */
  static Exchange begin(BooleanSupplier tooLate) {
    Exchange exchange = new Exchange(tooLate);
    CURRENT.set(exchange);
    return exchange;
  }

  static Exchange current() throws IOException {
    Exchange exchange = CURRENT.get();
    if (exchange == null) {
      throw new IOException("a call to Plivo outside of PlivoApi");
    }
    return exchange;
  }

  /** From here on bytes may be on the wire. A second time would be a second SMS. */
  void leave() throws IOException {
    if (left) {
      throw new IOException("refused to repeat a request");
    }
    if (tooLate.getAsBoolean()) {
      keptBack = true;
      throw new IOException("too late to leave");
    }
    left = true;
  }

  void answered(int httpStatus, String retryAfterHeader) {
    status = OptionalInt.of(httpStatus);
    retryAfter = retryAfterHeader;
  }

  boolean left() {
    return left;
  }

  /** The request was to leave when its time was over. */
  boolean keptBack() {
    return keptBack;
  }

  OptionalInt status() {
    return status;
  }

  String retryAfter() {
    return retryAfter;
  }

  /** Words of our own: an exception's message may hold what the other side sent. */
  String whatBroke(Exception failure) {
    if (keptBack) {
      return "The lease was over, or the message expired, before the request could leave.";
    }
    if (failure instanceof UnknownHostException) {
      return "The host name of plivo.base-url is unknown.";
    }
    if (failure instanceof SSLException) {
      return "The TLS connection to Plivo failed.";
    }
    if (failure instanceof SocketTimeoutException) {
      return left ? "Plivo did not answer in time." : "Plivo could not be reached in time.";
    }
    if (failure instanceof ConnectException) {
      return "Plivo could not be reached.";
    }
    return left ? "The call to Plivo was cut off." : "The call to Plivo could not be made.";
  }

  @Override
  public void close() {
    CURRENT.remove();
  }
}
