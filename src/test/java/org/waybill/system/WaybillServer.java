package org.waybill.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.arquillian.test.spi.LifecycleMethodExecutor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptorBuilder;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.waybill.testing.FreePort;

/**
 * Starts database and server before the first system test and stops them after the last.
 * Arquillian's own extension would start a server for every test class.
 */
class WaybillServer implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
  }

  /** JUnit closes it at the end of the run. */
  private record Running(TestDatabase database, TestRunnerAdaptor arquillian)
      implements AutoCloseable {
    static Running start() {
      try {
        TestDatabase database = TestDatabase.start();
        choosePorts();
        System.setProperty("it.settings", argumentFile(settings(database)).toString());
        TestRunnerAdaptor arquillian = TestRunnerAdaptorBuilder.build();
        arquillian.beforeSuite();
        arquillian.beforeClass(BuiltWar.class, LifecycleMethodExecutor.NO_OP);
        return new Running(database, arquillian);
      } catch (Exception failed) {
        throw new IllegalStateException("Waybill under test does not start.", failed);
      }
    }

    @Override
    public void close() {
      try (database) {
        arquillian.afterClass(BuiltWar.class, LifecycleMethodExecutor.NO_OP);
        arquillian.afterSuite();
        arquillian.shutdown();
      } catch (Exception failed) {
        throw new IllegalStateException("Waybill under test does not stop.", failed);
      }
    }
  }

  private static Map<String, String> settings(TestDatabase database) {
    Map<String, String> settings = new TreeMap<>(database.settings());
    settings.put("waybill.public-url", Waybill.uri("").toString());
    settings.put("waybill.api-key", Waybill.apiKey());
    settings.put("waybill.clients", "orders");
    settings.put("waybill.client.orders.api-key", Waybill.ORDERS_KEY);
    settings.put("waybill.client.orders.account", "alerts");
    settings.putAll(PlivoAccount.settings());
    settings.put("waybill.sandbox", "true");
    settings.put("waybill.sandbox.retry-delays", "PT1S,PT1S,PT1S");
    settings.put("waybill.sandbox.requests-per-5s", "0");
    settings.put("waybill.sandbox.lists-per-minute", "0");
    settings.put("plivo.messages-per-second", "1000");
    settings.put("plivo.requests-per-5s", "100000");
    settings.put("waybill.stuck-after", Waybill.STUCK_AFTER.toString());
    settings.put("waybill.sweep.period", "PT1S");
    // the recipient 900 holds the account that all tests share
    settings.put("waybill.dispatch.hold", "PT2S");
    // and two dozen that are answered late at once would break it
    settings.put("waybill.breaker.failures", "100");
    settings.put("waybill.carrier-retry.delays", "PT1S,PT1S,PT1S");
    settings.put("waybill.unconfirmed.ask-after", "PT3S");
    settings.put("waybill.unconfirmed.ask-apart", "PT3S");
    settings.put("waybill.unconfirmed.lists-per-minute", "1000");
    return settings;
  }

  private static void choosePorts() {
    for (String name : new String[] {"it.port", "it.https-port", "it.management-port"}) {
      System.setProperty(name, Integer.toString(FreePort.next()));
    }
  }

  /** Relative, so that no server splits it at a space of the path. */
  private static Path argumentFile(Map<String, String> settings) throws IOException {
    String lines =
        settings.entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .map(argument -> '"' + argument.replace("\\", "\\\\") + '"')
            .collect(Collectors.joining("\n"));
    return Files.writeString(TestDatabase.directory().resolve("settings.args"), lines);
  }
}
