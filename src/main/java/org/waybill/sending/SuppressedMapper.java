package org.waybill.sending;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.waybill.problem.Problem;

/** Says that sending is refused for the recipient's sake. */
@Provider
public class SuppressedMapper implements ExceptionMapper<Suppressed> {
  @Override
  public Response toResponse(Suppressed suppressed) {
    String detail =
        "They sent STOP, or the entry was made by API: see /api/v1/suppressions. Only START or its"
            + " removal lets messages through.";
    return Problem.of("suppressed", 422, "The recipient has opted out of this sender", detail)
        .response()
        .build();
  }
}
