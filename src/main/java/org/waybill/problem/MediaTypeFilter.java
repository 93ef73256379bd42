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
import java.util.stream.Stream;

/**
 * What cannot be read as a media type is none that is supported. JAX-RS would answer 400, before
 * any filter of its own.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class MediaTypeFilter implements Filter {
  private static final int LONGEST = 256;

  /** RFC 9110, by parts: one pattern for the whole would look back, and take its time. */
  private static final Pattern TYPE = Pattern.compile("[^\\s/,]++/[^\\s/,]++");

  private static final Pattern PARAMETER =
      Pattern.compile("[^\\s=,\"]++=(\"[^\"]*+\"|[^\\s,\"]++)");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String written = request.getContentType();
    if (written == null || isMediaType(written)) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private static boolean isMediaType(String written) {
    if (written.length() > LONGEST) {
      return false;
    }
    String[] parts = written.split(";");
    return parts.length > 0
        && TYPE.matcher(parts[0].strip()).matches()
        && Stream.of(parts)
            .skip(1)
            .map(String::strip)
            .allMatch(part -> part.isEmpty() || PARAMETER.matcher(part).matches());
  }
}
