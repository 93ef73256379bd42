package org.waybill.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The application whose key a request carries. */
record Client(String name, boolean isSecure) implements SecurityContext {
  @Override
  public Principal getUserPrincipal() {
    return () -> name;
  }

  @Override
  public boolean isUserInRole(String role) {
    return true;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
