package org.plivosandbox;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Closes a connection without a byte of answer. Jakarta EE has no word for that, so it asks the
 * server's own objects by name; on an unknown server the answer is broken off after its headers.
 */
final class ConnectionCut {
  private static final List<String> PAYARA =
      List.of(
          "getUnwrappedCoyoteRequest",
          "getCoyoteRequest",
          "getContext",
          "getConnection",
          "terminateSilently");
  private static final List<String> WILDFLY = List.of("getExchange", "getConnection", "close");

  private ConnectionCut() {}

  static void cut(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ServletRequest innermost = request;
    while (innermost instanceof ServletRequestWrapper wrapper) {
      innermost = wrapper.getRequest();
    }
    if (!follow(PAYARA, innermost) && !follow(WILDFLY, innermost)) {
      breakOff(response);
    }
  }

  private static boolean follow(List<String> methods, Object start) {
    try {
      Object at = start;
      for (String method : methods) {
        at = at.getClass().getMethod(method).invoke(at);
      }
      return true;
    } catch (ReflectiveOperationException anotherServer) {
      return false;
    }
  }

  private static void breakOff(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setHeader("Connection", "close");
    response.setContentLength(1_000);
    response.getOutputStream().write('{');
    response.flushBuffer();
  }
}
