package org.waybill.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What cannot be read as a media type is none that is supported. JAX-RS would answer 400, before
 * any filter of its own.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class MediaTypeFilter implements Filter {
  /** RFC 9110: type, subtype and parameters. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[^\\s/;,]+/[^\\s/;,]+(\\s*;\\s*[^\\s=;,]+=(\"[^\"]*\"|[^\\s;,\"]+))*\\s*;?\\s*");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String written = request.getContentType();
    if (written == null || MEDIA_TYPE.matcher(written).matches()) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }
  }
}
