package org.waybill.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * Refuses bodies that no address of the API takes before JAX-RS has a look at them. What cannot be
 * read as a media type it would answer 400, and no media type it takes for the right one on Payara.
 * What is larger than WildFly lets anybody read it would take for broken off.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class BodyFilter implements Filter {
  private static final int LONGEST = 256;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    doFilter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private static void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getContentLengthLong() > Bodies.LARGEST) {
      Problem.tooLarge(most(request)).write(response);
    } else if (isSupported(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private static int most(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/batch") ? Bodies.LARGEST : Bodies.MOST_BYTES;
  }

  private static boolean isSupported(HttpServletRequest request) {
    String written = request.getContentType();
    return written == null ? !hasBody(request) : isMediaType(written);
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static boolean isMediaType(String written) {
    if (written.length() > LONGEST) {
      return false;
    }
    try {
      MediaType.valueOf(written);
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
