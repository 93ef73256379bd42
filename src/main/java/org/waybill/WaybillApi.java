package org.waybill;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.waybill.access.ApiKeyFilter;
import org.waybill.batch.BatchResource;
import org.waybill.deliveryreport.ReportsResource;
import org.waybill.metrics.MetricsResource;
import org.waybill.problem.BodyBrokenOffMapper;
import org.waybill.problem.BodyTooLargeMapper;
import org.waybill.problem.InvalidRequestMapper;
import org.waybill.problem.ThrowableMapper;
import org.waybill.problem.WebApplicationExceptionMapper;
import org.waybill.sending.MessagesResource;
import org.waybill.sending.RefusedMapper;
import org.waybill.sending.TooManyWaitingMapper;
import org.waybill.spending.CapReachedMapper;
import org.waybill.suppression.SuppressionsResource;

/** Everything under {@code /api}, by name: nothing is served because it happens to be found. */
@ApplicationPath("/api")
public class WaybillApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        MessagesResource.class,
        BatchResource.class,
        ReportsResource.class,
        SuppressionsResource.class,
        MetricsResource.class,
        RefusedMapper.class,
        CapReachedMapper.class,
        TooManyWaitingMapper.class,
        ApiKeyFilter.class,
        InvalidRequestMapper.class,
        BodyTooLargeMapper.class,
        BodyBrokenOffMapper.class,
        WebApplicationExceptionMapper.class,
        ThrowableMapper.class);
  }

  /** No description in XML of what {@code /openapi} describes, for whoever asks for the options. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
