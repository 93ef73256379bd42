package org.waybill.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** Answers with a problem where no JAX-RS address was reached. */
@WebServlet(urlPatterns = "/error", asyncSupported = true)
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(ErrorServlet.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    boolean dispatched =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer;
    int status =
        dispatched ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) : 404;
    Status known = Status.fromStatusCode(status);
    Problem problem = Problem.ofStatus(status, known == null ? "Error" : known.getReasonPhrase());
    response.setStatus(status);
    response.setContentType(Problem.MEDIA_TYPE.toString());
    try {
      response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    } catch (IOException callerHasGone) {
      LOG.log(Level.DEBUG, "nobody waits for the answer any more");
    }
  }
}
