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
 * What cannot be read as a media type is none that is supported: JAX-RS would answer 400, before
 * any filter of its own. Nor is none at all, which JAX-RS takes for the right one on Payara.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class MediaTypeFilter implements Filter {
  private static final int LONGEST = 256;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isSupported((HttpServletRequest) request)) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }
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
