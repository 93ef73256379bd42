package org.waybill.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.waybill.problem.Problem;

/** Lets only callers with a key past {@code /api/v1}, also to addresses that do not exist. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class ApiKeyFilter implements ContainerRequestFilter {
  private static final String BEARER = "bearer ";
  private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Inject Clients clients;
  @Inject RateLimits limits;
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    if (isForCallersWithAKey(request)) {
      refusal(request).ifPresent(request::abortWith);
    }
  }

  private static boolean isForCallersWithAKey(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    return !(path.startsWith("/") ? path.substring(1) : path).startsWith("webhooks/");
  }

  private Optional<Response> refusal(ContainerRequestContext request) {
    Optional<String> key = bearerToken(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    Optional<String> client = key.flatMap(clients::of);
    if (client.isEmpty()) {
      String source = servletRequest.getRemoteAddr();
      return limits
          .refusal(source)
          .map(RateLimits::tooMany)
          .or(() -> Optional.of(unauthorized(key.isPresent())));
    }
    String name = client.get();
    request.setSecurityContext(new Client(name, request.getSecurityContext().isSecure()));
    Optional<Duration> wait =
        READS.contains(request.getMethod()) ? limits.read(name) : limits.send(name);
    return wait.map(RateLimits::tooMany);
  }

  private static Optional<String> bearerToken(String header) {
    return Optional.ofNullable(header)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private static Response unauthorized(boolean presented) {
    String challenge =
        presented
            ? "Bearer realm=\"waybill\", error=\"invalid_token\""
            : "Bearer realm=\"waybill\"";
    String detail = "Send the header Authorization: Bearer <key> with a valid key.";
    return Problem.of("unauthorized", 401, "A valid API key is needed", detail)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }
}
