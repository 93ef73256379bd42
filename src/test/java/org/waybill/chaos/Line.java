package org.waybill.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waybill.testing.FreePort;

/** The line from the nodes to Plivo, which can break in the ways that lines do. */
final class Line implements AutoCloseable {
  enum Fault {
    NONE,
    /** Nobody listens: nothing can leave. */
    REFUSES,
    /** Nobody answers the call: a node waits for its connection. */
    UNREACHABLE,
    /** Requests arrive; instead of the answer comes a reset. */
    CUTS_ANSWERS,
    /** Everything gets lost, in both directions, and nobody is told. */
    SWALLOWS
  }

  private static final int QUEUE = 200;
  private static final int CROWDED_MILLIS = 100;

  private final int port = FreePort.next();
  private final URI farEnd;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final List<Socket> crowd = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "line");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Fault fault = Fault.NONE;
  private volatile ServerSocket door;
  private volatile CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

  Line(URI farEnd) {
    this.farEnd = farEnd;
    open();
  }

  /** The near end of an address at the far one. */
  URI near(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void fail(Fault how) throws IOException {
    fault = how;
    if (how == Fault.REFUSES || how == Fault.UNREACHABLE) {
      shut();
      links.forEach(Link::reset);
    }
    if (how == Fault.UNREACHABLE) {
      listen(1);
      crowd();
    }
  }

  void heal() {
    boolean closed = fault == Fault.REFUSES || fault == Fault.UNREACHABLE;
    fault = Fault.NONE;
    if (closed) {
      shut();
      open();
    }
    links.stream().filter(Link::isLossy).forEach(Link::reset);
  }

  private void open() {
    listen(QUEUE);
    accepting = CompletableFuture.runAsync(this::accept, threads);
  }

  /** Fills the queue before the door: to everybody after that the kernel does not even reply. */
  private void crowd() throws IOException {
    try {
      for (int i = 0; i < QUEUE; i++) {
        Socket idler = new Socket();
        crowd.add(idler);
        idler.connect(door.getLocalSocketAddress(), CROWDED_MILLIS);
      }
      throw new IllegalStateException("The line cannot be made unreachable.");
    } catch (SocketTimeoutException crowded) {
      // as wanted
    }
  }

  private void listen(int queue) {
    // the thread that accepted may still hold the last one
    await().ignoreExceptionsInstanceOf(SocketException.class).until(() -> listens(queue));
  }

  private boolean listens(int queue) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), queue);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    door = socket;
    return true;
  }

  /** Nobody gets in any more when this returns: a thread in the door keeps it open. */
  private void shut() {
    try {
      door.close();
      accepting.join();
      for (Socket idler : crowd) {
        idler.close();
      }
      crowd.clear();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    ServerSocket mine = door;
    while (!mine.isClosed()) {
      try {
        connect(mine.accept());
      } catch (IOException shut) {
        // or a node that was killed while it called
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket(InetAddress.getLoopbackAddress(), farEnd.getPort());
    Link link = new Link(near, far, () -> fault, links::remove);
    links.add(link);
    threads.execute(link::carryRequests);
    threads.execute(link::carryAnswers);
  }

  @Override
  public void close() {
    shut();
    links.forEach(Link::reset);
    threads.shutdownNow();
  }
}
