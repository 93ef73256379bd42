package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that accepted messages go out. Plivo being down does not make it unready. */
@Readiness
@ApplicationScoped
public class DispatcherCheck implements HealthCheck {
  @Inject Dispatcher dispatcher;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("dispatcher").status(dispatcher.isAlive()).build();
  }
}
