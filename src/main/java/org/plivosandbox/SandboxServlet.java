package org.plivosandbox;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sandbox's door. A servlet and no JAX-RS resource, because only the server's own request lets
 * it cut a connection.
 */
@WebServlet(urlPatterns = "/sandbox/*", asyncSupported = true)
public class SandboxServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BODY = 64 * 1024;
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  @Inject transient Sandbox sandbox;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!sandbox.isOpen()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Answer answer = sandbox.answer(incoming(request));
    if (answer.cut()) {
      ConnectionCut.cut(request, response);
    } else if (answer.after().isZero()) {
      write(answer, response);
    } else {
      AsyncContext async = request.startAsync();
      async.setTimeout(LONGEST_WAIT_MILLIS);
      sandbox.after(answer.after(), () -> complete(answer, async));
    }
  }

  private static void complete(Answer answer, AsyncContext async) {
    try {
      write(answer, (HttpServletResponse) async.getResponse());
    } catch (IOException callerHasGone) {
      // The message stays accepted all the same.
    } finally {
      async.complete();
    }
  }

  private static void write(Answer answer, HttpServletResponse response) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Incoming incoming(HttpServletRequest request) throws IOException {
    String uri = request.getRequestURI();
    boolean post = request.getMethod().equals("POST");
    return new Incoming(
        request.getMethod(),
        path(request),
        uri.endsWith("/") ? uri : uri + "/",
        post ? Map.of() : query(request),
        request.getHeader("Authorization"),
        request.getRemoteAddr(),
        post ? body(request) : new byte[0]);
  }

  private static List<String> path(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  private static Map<String, String> query(HttpServletRequest request) {
    Map<String, String> query = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
    return query;
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BODY + 1);
    return body.length > MOST_BODY ? null : body;
  }
}
