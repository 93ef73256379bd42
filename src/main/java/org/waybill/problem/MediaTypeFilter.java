package org.waybill.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What cannot be read as a media type becomes one that nothing supports: JAX-RS would answer 400,
 * before any filter of its own. So does none at all, which JAX-RS takes for the right one on
 * Payara. That it is not supported JAX-RS says itself, after it has asked for the key.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class MediaTypeFilter implements Filter {
  private static final int LONGEST = 256;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    chain.doFilter(isReadable(asked) ? asked : new Unsupported(asked), response);
  }

  private static boolean isReadable(HttpServletRequest request) {
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

  /** Whatever header it has or has not. */
  private static final class Unsupported extends HttpServletRequestWrapper {
    private static final String TYPE = "application/octet-stream";

    private Unsupported(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getContentType() {
      return TYPE;
    }

    @Override
    public String getHeader(String name) {
      return isContentType(name) ? TYPE : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isContentType(name) ? Collections.enumeration(List.of(TYPE)) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      super.getHeaderNames().asIterator().forEachRemaining(names::add);
      names.add(HttpHeaders.CONTENT_TYPE);
      return Collections.enumeration(names);
    }

    private static boolean isContentType(String name) {
      return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
    }
  }
}
