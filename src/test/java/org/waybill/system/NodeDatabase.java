package org.waybill.system;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.waybill.testing.FreePort;

/**
 * The database of nodes that come and go: with H2 each node's own file, else one real PostgreSQL
 * that can be stopped and started again with all it holds.
 */
public final class NodeDatabase implements Closeable {
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);

  private final Path data;
  private final int port = FreePort.next();
  private EmbeddedPostgres server;

  private NodeDatabase(Path data) {
    this.data = data;
  }

  public static NodeDatabase started(String name) throws IOException {
    NodeDatabase database =
        new NodeDatabase(NodeProcess.emptied(NodeProcess.directory().resolve(name)));
    database.start();
    return database;
  }

  static String name() {
    return System.getProperty("it.database", "h2");
  }

  public static boolean isPostgres() {
    return "postgresql".equals(name());
  }

  public Map<String, String> settings() {
    return isPostgres()
        ? Map.of(
            "waybill.db.url",
            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
            "waybill.db.user",
            "postgres")
        : Map.of();
  }

  public void start() throws IOException {
    if (isPostgres()) {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(LONGEST_RECOVERY)
              // the library is for throw-away databases and turns it off
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
    }
  }

  /** PostgreSQL only: H2's file belongs to its node. */
  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** SIGKILL to all of its processes at once, as when its machine dies. */
  public void kill() throws IOException {
    ProcessHandle postmaster = postmaster();
    Signal.STOP.to(postmaster); // so that it begets no process that the next line misses
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    Signal.KILL.to(all);
    await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    stop(); // for the library, which holds a lock on the directory
  }

  private ProcessHandle postmaster() throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
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
