package org.waybill.plivo;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Runs once per request on the wire, with the connection established. OkHttp repeats a POST on 503
 * with {@code Retry-After: 0} even with its retries off: the second passage is refused here.
 */
final class ExchangeRecorder implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = Exchange.current();
    exchange.leave();
    Response response = chain.proceed(chain.request());
    exchange.answered(response.code(), response.header("Retry-After"));
    return response;
  }
}
