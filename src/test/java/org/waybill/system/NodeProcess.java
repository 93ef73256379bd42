package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.waybill.testing.FreePort;

/**
 * A Waybill in a server process of its own, so that a test can stop it, kill it and start it again
 * at the same place. It is set by environment variables, as operators do it.
 */
public final class NodeProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final int LAST_LINES = 30;
  private static final String END_OF_THREADS = "JNI global refs";
  private static final Pattern TELLING_THREAD =
      Pattern.compile("^\"main\"|State: BLOCKED|deadlock|at org\\.waybill", Pattern.MULTILINE);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(90);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Path home;
  private final int port = FreePort.next();
  private final int managementPort = FreePort.next();
  private final Map<String, String> settings = new TreeMap<>();
  private final NodeApi api = new NodeApi(uri(""));
  private List<String> jvmOptions = ServerCommand.SMALL_JVM;
  private List<Path> beside = List.of();
  private NodeProcess needed;
  private Process process;

  /** Not started yet; what an earlier run left under this name is gone. */
  public NodeProcess(String name) {
    home = emptied(directory().resolve(name));
    with("waybill.port", Integer.toString(port));
    with("waybill.public-url", uri("").toString());
    with("waybill.api-key", Waybill.apiKey());
    with("waybill.data-dir", data().toString());
    with("waybill.limits.sends-per-minute", "1000000");
    with("waybill.limits.reads-per-minute", "1000000");
  }

  static Path directory() {
    return Path.of("target", "it-nodes-" + NodeDatabase.name()).toAbsolutePath();
  }

  public NodeProcess with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  public NodeProcess with(Map<String, String> more) {
    settings.putAll(more);
    return this;
  }

  /** Instead of those of a small and quickly started JVM. */
  public NodeProcess jvm(List<String> options) {
    jvmOptions = options;
    return this;
  }

  /** Deploys another WAR together with Waybill. */
  public NodeProcess beside(Path war) {
    beside = List.of(war);
    return this;
  }

  /** Not ready before another one is; both may start at the same time. */
  NodeProcess needs(NodeProcess other) {
    needed = other;
    return this;
  }

  NodeProcess without(String setting) {
    settings.remove(setting);
    return this;
  }

  /** Starts it and waits until it is ready. */
  public NodeProcess start() {
    return launch().awaitReady();
  }

  /** Starts it and does not wait. */
  public NodeProcess launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
                new ServerCommand(home, port, managementPort, jvmOptions, beside).words())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("PLIVO_"));
    settings.forEach((name, value) -> environment.put(environmentName(name), value));
    try {
      process = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    RUNNING.add(process);
    return this;
  }

  private static String environmentName(String setting) {
    return setting.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  public NodeProcess awaitReady() {
    if (needed != null && needed.isAlive()) {
      needed.awaitReady();
    }
    if (!awaitReadyOrEnd()) {
      throw new AssertionError("It ended before it was ready." + lastLines());
    }
    return this;
  }

  /** Whether it became ready; false when it has ended by itself instead. */
  public boolean awaitReadyOrEnd() {
    try {
      await()
          .atMost(LONGEST_START)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> !process.isAlive() || healthStatus("/health/ready") == 200);
    } catch (ConditionTimeoutException notReady) {
      throw new AssertionError("It is not ready." + whatItDoes(), notReady);
    }
    return process.isAlive();
  }

  /** For whoever cannot look at it any more. */
  private String whatItDoes() {
    String health = answer("/health");
    return "\nhealth: " + health + lastLines() + "\nIts threads:\n" + tellingThreads();
  }

  private String answer(String path) {
    try {
      return api.open(healthAddress(path)).toString();
    } catch (RuntimeException | AssertionError none) {
      return none.toString();
    }
  }

  private String lastLines() {
    List<String> lines = log().lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .collect(Collectors.joining("\n", "\nThe end of " + logFile() + ":\n", ""));
  }

  /** Those that run our code, start the server or wait for each other. */
  private String tellingThreads() {
    int before = log().length();
    Signal.QUIT.to(process.toHandle());
    try {
      await().until(() -> log().indexOf(END_OF_THREADS, before) >= 0);
    } catch (ConditionTimeoutException frozenOrEnded) {
      return "it does not tell of them";
    }
    return Stream.of(log().substring(before).split("\n\n"))
        .filter(thread -> TELLING_THREAD.matcher(thread).find())
        .collect(Collectors.joining("\n\n"));
  }

  /** The HTTP status of a health address, 0 if there is no answer. */
  int healthStatus(String path) {
    return api.status(healthAddress(path));
  }

  /** All checks with their details. */
  JsonObject health() {
    return api.open(healthAddress("/health"));
  }

  private URI healthAddress(String path) {
    return Waybill.onWildFly() ? address(managementPort, path) : uri(path);
  }

  /** SIGKILL: nothing of the process gets a chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(LONGEST_STOP);
  }

  /** SIGSTOP: it does nothing more, and its connections stay open. Killing it still works. */
  public void freeze() {
    Signal.STOP.to(process.toHandle());
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void resume() {
    Signal.CONT.to(process.toHandle());
  }

  /** SIGTERM, as every service manager sends it. Returns the exit status. */
  public int stop() {
    process.destroy();
    return awaitExit(LONGEST_STOP);
  }

  /** Waits for the process to end by itself and returns its exit status. */
  int awaitExit(Duration atMost) {
    try {
      assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
          .as("ended within %s, see %s", atMost, logFile())
          .isTrue();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
    RUNNING.remove(process);
    return process.exitValue();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public NodeApi api() {
    return api;
  }

  /** The callbacks in its ledger. */
  Set<CallbackRelay.Report> reports() {
    return api.all("/api/v1/reports").stream()
        .filter(report -> report.getString("source").equals("callback"))
        .map(report -> report.getJsonObject("fields"))
        .map(
            fields ->
                new CallbackRelay.Report(
                    fields.getString("MessageUUID"), fields.getString("Sequence")))
        .collect(Collectors.toSet());
  }

  public long pid() {
    return process.pid();
  }

  /** What this node counts, in Prometheus' text format. */
  public String metrics() {
    return api.metrics();
  }

  public URI uri(String path) {
    return address(port, path);
  }

  /** Everything that all lives of this node have written. */
  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Path data() {
    return home.resolve("data");
  }

  public Path logFile() {
    return home.resolve("node.log");
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public static Path emptied(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
