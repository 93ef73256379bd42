package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.waybill.standing.Condition;
import org.waybill.standing.StandingChanged;
import org.waybill.standing.StandingWatch;

/**
 * Ready means that accepted messages go out. Plivo being down does not make it unready: the details
 * tell which account is held or has its breaker open.
 */
@Readiness
@ApplicationScoped
public class DispatcherCheck implements HealthCheck {
  @Inject Dispatcher dispatcher;
  @Inject StandingWatch standings;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("dispatcher").status(dispatcher.isAlive());
    standings.all().forEach(standing -> tell(standing, response));
    return response.build();
  }

  private static void tell(StandingChanged standing, HealthCheckResponseBuilder response) {
    String account = "account." + standing.account();
    response.withData(account, standing.condition().word());
    if (standing.condition() != Condition.WORKING) {
      response.withData(account + ".cause", standing.cause().word());
      response.withData(account + ".since", standing.since().toString());
    }
  }
}
