package org.waybill.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.waybill.database.Migrations;

/** Started: the schema is current. */
@org.eclipse.microprofile.health.Startup
@ApplicationScoped
class StartedCheck implements HealthCheck {
  @Inject private Migrations migrations;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("migrations").status(migrations.done()).build();
  }
}
