package org.waybill.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** The one registry, the same on every server. */
@ApplicationScoped
public class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Produces
  @Dependent
  MeterRegistry registry() {
    return registry;
  }

  /** In Prometheus' text format. */
  String text() {
    return registry.scrape();
  }

  @PreDestroy
  void close() {
    registry.close();
  }
}
