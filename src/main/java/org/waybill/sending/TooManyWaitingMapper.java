package org.waybill.sending;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.waybill.commit.TooManyWaiting;
import org.waybill.problem.Problem;

/** Nothing was done: it may be asked for again. */
@Provider
public class TooManyWaitingMapper implements ExceptionMapper<TooManyWaiting> {
  private static final int RETRY_SECONDS = 1;

  @Override
  public Response toResponse(TooManyWaiting full) {
    return Problem.of(
            "overloaded",
            503,
            "Too many messages are waiting to be accepted",
            "Nothing was accepted: the node is overloaded or stopping. Try again.")
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }
}
