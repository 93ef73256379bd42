package org.waybill.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The database of nodes that come and go: with H2 each node's own file, else one real PostgreSQL
 * that can be stopped and started again with all it holds.
 */
final class NodeDatabase implements Closeable {
  private final Path data;
  private final int port = NodeProcess.freePort();
  private EmbeddedPostgres server;

  private NodeDatabase(Path data) {
    this.data = data;
  }

  static NodeDatabase started(String name) throws IOException {
    NodeDatabase database =
        new NodeDatabase(NodeProcess.emptied(NodeProcess.directory().resolve(name)));
    database.start();
    return database;
  }

  static String name() {
    return System.getProperty("it.database", "h2");
  }

  static boolean isPostgres() {
    return "postgresql".equals(name());
  }

  Map<String, String> settings() {
    return isPostgres()
        ? Map.of(
            "waybill.db.url",
            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
            "waybill.db.user",
            "postgres")
        : Map.of();
  }

  void start() throws IOException {
    if (isPostgres()) {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
    }
  }

  void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
