package org.waybill.plivo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server on a bare socket: it counts what really arrives and answers byte for byte what the
 * script says.
 */
final class ScriptedPlivo implements AutoCloseable {
  record Request(String line, Map<String, String> headers, String body) {}

  /** Answers one request; false closes the connection. */
  interface Answer {
    boolean write(Request request, InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server = listen();
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  ScriptedPlivo(Answer... answers) {
    script.addAll(List.of(answers));
    daemon(this::acceptAll);
  }

  static Answer status(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "HTTP/1.1 %d Scripted\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(status, bytes.length, lines(headers));
    return (request, in, out) -> {
      out.write(head.getBytes(ISO_8859_1));
      out.write(bytes);
      out.flush();
      return true;
    };
  }

  static Answer accepted(String uuid) {
    return status(
        202,
        "{\"message\":\"message(s) queued\",\"message_uuid\":[\"%s\"],\"api_id\":\"a\"}"
            .formatted(uuid));
  }

  static Answer raw(String text) {
    return (request, in, out) -> {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
      return false;
    };
  }

  static Answer dropped() {
    return (request, in, out) -> false;
  }

  /** Keeps the connection open and says nothing until the other side gives up. */
  static Answer silent() {
    return (request, in, out) -> in.read() >= 0;
  }

  /** Says a little every 20 ms, never enough. */
  Answer dripping() {
    return (request, in, out) -> {
      out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));
      while (!awaitClose(20)) {
        out.write(' ');
        out.flush();
      }
      return false;
    };
  }

  ScriptedPlivo then(Answer answer) {
    script.add(answer);
    return this;
  }

  String baseUrl() {
    return "http://127.0.0.1:%d/v1/".formatted(server.getLocalPort());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  Request onlyRequest() {
    List<Request> all = requests();
    if (all.size() != 1) {
      throw new AssertionError("expected one request at the socket, saw " + all.size());
    }
    return all.get(0);
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException closedByTest) {
      // the end
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        String line = readLine(in);
        if (!line.endsWith(" HTTP/1.1")) {
          return; // the end, or a TLS greeting
        }
        Request request = readRequest(line, in);
        requests.add(request);
        Answer answer = script.poll();
        open = answer != null && answer.write(request, in, socket.getOutputStream());
      }
    } catch (IOException goneAway) {
      // the client closed first
    }
  }

  private static Request readRequest(String line, InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      int colon = header.indexOf(':');
      headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new Request(line, headers, new String(in.readNBytes(length), UTF_8));
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static String lines(String... headers) {
    return String.join("", Arrays.stream(headers).map(header -> header + "\r\n").toList());
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "scripted-plivo");
    thread.setDaemon(true);
    thread.start();
  }

  private boolean awaitClose(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
