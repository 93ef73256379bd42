package org.waybill.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.waybill.bench.database.BenchDatabase;
import org.waybill.bench.database.Seed;
import org.waybill.system.NodeProcess;
import org.waybill.system.SandboxNode;

/** The server under test with its database, and Plivo's look-alike in a process of its own. */
record Site(Path directory, BenchDatabase database, SandboxNode plivo, NodeProcess server)
    implements AutoCloseable {

  static Site started(Path directory, Plan plan) throws IOException, SQLException {
    BenchDatabase database = BenchDatabase.started(directory);
    SandboxNode plivo = SandboxNode.unstarted();
    NodeProcess server =
        plivo
            .client("bench")
            .jvm(plan.jvm())
            .beside(BenchWar.in(directory))
            .with(database.settings())
            .with("waybill.limits.callbacks-per-minute", "100000000")
            .with("waybill.limits.sends-per-minute", "10000000")
            .with("waybill.sweep.silence", Seed.SILENCE.toString())
            .start();
    createNaiveTables(database); // not before Waybill's, whose migration wants an empty schema
    return new Site(directory, database, plivo, server);
  }

  private static void createNaiveTables(BenchDatabase database) throws IOException, SQLException {
    try (var script = Site.class.getResourceAsStream("/naive.sql");
        Connection connection = database.naive();
        Statement statement = connection.createStatement()) {
      for (String sql : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*")) {
        statement.execute(sql);
      }
    }
  }

  URI callbacks() {
    return server.uri("/api/webhooks/plivo/sms");
  }

  URI naive() {
    return server.uri("/bench/api/naive");
  }

  URI empty() {
    return server.uri("/bench/api/empty");
  }

  /** In Prometheus' text format. */
  String metrics() {
    return server.metrics();
  }

  @Override
  public void close() throws IOException {
    plivo.close();
    server.close();
    database.close();
  }
}
