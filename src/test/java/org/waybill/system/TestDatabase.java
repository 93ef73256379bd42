package org.waybill.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.waybill.testing.FreePort;

/**
 * A fresh database for one run, H2 or a real PostgreSQL, as the system property it.database says.
 */
record TestDatabase(Map<String, String> settings, Closeable server) implements Closeable {
  static TestDatabase start() throws IOException {
    emptyDirectory();
    return "postgresql".equals(name()) ? postgres() : h2();
  }

  static Path directory() {
    return Path.of("target", "it-" + name());
  }

  private static String name() {
    return System.getProperty("it.database", "h2");
  }

  private static TestDatabase h2() {
    String data = directory().resolve("data").toAbsolutePath().toString();
    return new TestDatabase(Map.of("waybill.data-dir", data), () -> {});
  }

  private static TestDatabase postgres() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(FreePort.next()).start();
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
    System.setProperty("it.db-url", url);
    return new TestDatabase(Map.of("waybill.db.url", url, "waybill.db.user", "postgres"), server);
  }

  private static void emptyDirectory() throws IOException {
    if (Files.exists(directory())) {
      try (Stream<Path> files = Files.walk(directory())) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    Files.createDirectories(directory());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
