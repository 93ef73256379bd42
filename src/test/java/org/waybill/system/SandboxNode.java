package org.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Plivo for the nodes under test: a Waybill that only plays the sandbox and is never stopped, so
 * that it remembers what was sent to it and repeats callbacks while the others are down.
 */
public record SandboxNode(NodeProcess process) implements AutoCloseable {
  public static final String AUTH_TOKEN = "5f0c3e9d1b7a48628e4f6b0d9c2a7e31";
  private static final String AUTH_ID = "MASYSTEMTESTS0000001";
  private static final String SENDER = "+14155550199";

  // not HTTP/2, whose upgrade a server may break off
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static SandboxNode patient() {
    SandboxNode sandbox = unstarted();
    sandbox.process.launch();
    return sandbox;
  }

  /** Its address is known already. */
  public static SandboxNode unstarted() {
    return unstarted(
        "sandbox", "PT1S,PT2S,PT2S,PT3S,PT3S,PT4S,PT5S,PT5S,PT5S,PT10S,PT10S,PT20S,PT20S");
  }

  /**
   * Ready when a {@link #client} of it is.
   *
   * @param retryDelays after which a callback is repeated that was not taken
   */
  static SandboxNode launched(String name, String retryDelays) {
    SandboxNode sandbox = unstarted(name, retryDelays);
    sandbox.process.launch();
    return sandbox;
  }

  private static SandboxNode unstarted(String name, String retryDelays) {
    return new SandboxNode(
        new NodeProcess(name)
            .with(account())
            .with("waybill.sandbox", "true")
            .with("waybill.sandbox.requests-per-5s", "0")
            .with("waybill.sandbox.lists-per-minute", "0")
            .with("waybill.sandbox.retry-delays", retryDelays));
  }

  /** One of its own, that is not waited for. */
  public static SandboxNode launched(String name, Map<String, String> settings) {
    NodeProcess process = new NodeProcess(name);
    return new SandboxNode(
        process.with(account()).with("waybill.sandbox", "true").with(settings).launch());
  }

  private static Map<String, String> account() {
    return Map.of("plivo.auth-id", AUTH_ID, "plivo.auth-token", AUTH_TOKEN, "plivo.number", SENDER);
  }

  /** A node that sends to this sandbox as if it were Plivo. */
  public NodeProcess client(String name) {
    return new NodeProcess(name)
        .with(account())
        .with("plivo.messages-per-second", "1000")
        .with("plivo.requests-per-5s", "100000")
        .with("plivo.base-url", process.uri("/sandbox/plivo/v1/").toString())
        .needs(process);
  }

  /** How often a message to each recipient (digits only) was accepted, most recent 100,000. */
  Map<String, Long> accepted() {
    return acceptedSends().stream()
        .collect(Collectors.groupingBy(each -> each.getString("dst"), Collectors.counting()));
  }

  /** Every send that it accepted, newest first, most recent 100,000. */
  public List<JsonObject> acceptedSends() {
    return acceptedJson().getJsonArray("accepted").getValuesAs(JsonObject.class);
  }

  /** How many sends arrived, accepted or not. */
  public int requests() {
    return acceptedJson().getInt("requests");
  }

  private JsonObject acceptedJson() {
    URI address = process.uri("/sandbox/accepted?limit=100000");
    String basic =
        Base64.getEncoder()
            .encodeToString((AUTH_ID + ":" + AUTH_TOKEN).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Basic " + basic).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return NodeApi.json(answer.body());
    } catch (IOException unanswered) {
      throw new UncheckedIOException(unanswered);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  /** One for all test classes: JUnit closes it at the end of the run. */
  static class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SandboxNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(SandboxNode.class, type -> patient(), SandboxNode.class);
    }
  }
}
