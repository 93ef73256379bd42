package org.waybill.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What every answer begins with, errors included: the same careful headers, and a status. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EveryAnswerFilter implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("X-Frame-Options", "DENY");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Cache-Control", "no-store");
    answer.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    if (request.isSecure()) {
      answer.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    // Grizzly puts 200 where it finds no status when it looks, also while another thread is just
    // writing what became of an asynchronous request: a 503, for a callback that was not stored
    answer.setStatus(HttpServletResponse.SC_OK);
    chain.doFilter(request, response);
  }
}
