package org.waybill.ops;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.waybill.lifecycle.Started;

/**
 * Ready: the database answers in time. A question that hangs stays the only one for as long as a
 * connection may hang, so that checks cannot use up threads. Then it is lost: a server that is
 * still deploying may drop a task and never say so.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final int ANSWER_SECONDS = 2;
  private static final long LOST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(90);

  @Inject private DataSource dataSource;
  @Resource private ManagedExecutorService executor;
  private Future<Boolean> question;
  private long askedAt;
  private volatile boolean started;

  /**
   * Also creates this bean in a thread of the application: its resources are not found from
   * WildFly's management threads.
   */
  void started(@Observes Started event) {
    started = true;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(started && answers()).build();
  }

  private boolean answers() {
    try {
      return question().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException unanswered) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Future<Boolean> question() {
    if (question == null || question.isDone() || isLost()) {
      question = executor.submit(this::ask);
      askedAt = System.nanoTime();
    }
    return question;
  }

  private boolean isLost() {
    return System.nanoTime() - askedAt > LOST_AFTER_NANOS;
  }

  private boolean ask() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(ANSWER_SECONDS);
      return statement.execute("select 1");
    }
  }
}
