package org.waybill.ops;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.waybill.settings.SettingException;
import org.waybill.settings.Settings;

/**
 * Says in one sentence why the application does not start and, where the process is ours alone,
 * ends it.
 */
@Dependent
class FailedStart {
  private static final System.Logger LOG = System.getLogger("org.waybill");
  private static final int EXIT_STATUS = 1;
  private static final long LOG_WRITTEN_AFTER_MILLIS = 500;

  private final Settings settings;

  @Inject
  FailedStart(Settings settings) {
    this.settings = settings;
  }

  IllegalStateException because(RuntimeException failure) {
    String sentence = "Waybill does not start. " + sentence(failure);
    LOG.log(Level.ERROR, sentence);
    if (settings.flag("waybill.exit-on-failed-start", false)) {
      exit(sentence);
    }
    return new IllegalStateException(sentence, failure);
  }

  static String sentence(Throwable failure) {
    return first(failure, SettingException.class)
        .map(Throwable::getMessage)
        .or(() -> first(failure, SQLException.class).map(FailedStart::database))
        .or(() -> first(failure, FlywayException.class).map(FailedStart::database))
        .orElseGet(failure::toString);
  }

  private static String database(Throwable failure) {
    return "The database cannot be used: " + failure.getMessage();
  }

  private static Optional<Throwable> first(Throwable failure, Class<?> type) {
    return causes(failure).filter(type::isInstance).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  /** System.exit would wait for the server's shutdown hooks, which wait for this deployment. */
  private static void exit(String sentence) {
    try {
      TimeUnit.MILLISECONDS.sleep(LOG_WRITTEN_AFTER_MILLIS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    try {
      StandardOutput.print(sentence);
    } catch (RuntimeException closed) {
      LOG.log(Level.DEBUG, "nobody reads the standard output", closed);
    } finally {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }
}
