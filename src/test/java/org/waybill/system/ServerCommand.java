package org.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the server under test is started with the built WAR in a process of its own.
 *
 * @param home a directory of this node's own, where the server keeps what it must
 * @param managementPort used by WildFly only
 * @param beside WARs that are deployed together with Waybill
 */
record ServerCommand(
    Path home, int port, int managementPort, List<String> jvmOptions, List<Path> beside) {
  static final List<String> SMALL_JVM =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WAYBILL = TARGET.resolve("waybill.war");

  /** What WildFly's own start script opens; java -jar jboss-modules.jar alone does not. */
  private static final List<String> OPENED_FOR_WILDFLY =
      List.of(
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
          "-Djava.security.manager=allow");

  List<String> words() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(jvmOptions);
    command.add("-Djava.io.tmpdir=" + directory(home.resolve("tmp")));
    command.addAll(Waybill.onWildFly() ? wildfly() : payara());
    return command;
  }

  private List<String> payara() {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "-jar",
            TARGET.resolve("payara-micro.jar").toString(),
            "--nohazelcast",
            "--minhttpthreads",
            "16",
            "--maxhttpthreads",
            "32",
            "--port",
            Integer.toString(port),
            "--contextroot",
            "/",
            "--prebootcommandfile",
            Path.of("server-config/payara-micro/loopback.asadmin").toAbsolutePath().toString()));
    wars().forEach(war -> command.addAll(List.of("--deploy", war.toString())));
    return command;
  }

  private Stream<Path> wars() {
    return Stream.concat(Stream.of(WAYBILL), beside.stream());
  }

  private List<String> wildfly() {
    Path server = wildflyHome();
    Path base = home.resolve("standalone");
    if (Files.notExists(base)) {
      copyBase(server.resolve("standalone"), base);
    }
    List<String> command = new ArrayList<>(OPENED_FOR_WILDFLY);
    command.addAll(
        List.of(
            "-Djboss.home.dir=" + server,
            "-Djboss.server.base.dir=" + base,
            "-Djboss.node.name=" + home.getFileName(),
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=0",
            "-Djboss.management.http.port=" + managementPort,
            "-jar",
            server.resolve("jboss-modules.jar").toString(),
            "-mp",
            server.resolve("modules").toString(),
            "org.jboss.as.standalone"));
    return command;
  }

  private static Path wildflyHome() {
    try (Stream<Path> unpacked = Files.list(TARGET)) {
      return unpacked
          .filter(path -> path.getFileName().toString().startsWith("wildfly-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The deployment scanner takes up what lies in the directory at the start. */
  private void copyBase(Path from, Path to) {
    try {
      for (String part : new String[] {"configuration", "deployments"}) {
        copy(from.resolve(part), directory(to.resolve(part)));
      }
      withoutDeployments(to.resolve("configuration/standalone.xml"));
      for (Path war : wars().toList()) {
        Files.copy(war, to.resolve("deployments").resolve(war.getFileName()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The server under test may be running: what it has deployed is not here. */
  private static void withoutDeployments(Path configuration) throws IOException {
    String all = Files.readString(configuration);
    Files.writeString(configuration, all.replaceAll("(?s)<deployments>.*?</deployments>", ""));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
