package org.waybill.chaos;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.waybill.chaos.Line.Fault;

/** One connection of a node's to Plivo, both halves of it. */
final class Link {
  private final Socket near;
  private final Socket far;
  private final Supplier<Fault> fault;
  private final Consumer<Link> gone;

  /** Something was swallowed: what comes after it must not arrive either. */
  private volatile boolean lossy;

  Link(Socket near, Socket far, Supplier<Fault> fault, Consumer<Link> gone) {
    this.near = near;
    this.far = far;
    this.fault = fault;
    this.gone = gone;
  }

  /** Until one end closes. */
  void carryRequests() {
    carry(near, far, Set.of(Fault.NONE, Fault.CUTS_ANSWERS));
  }

  /** Until one end closes. */
  void carryAnswers() {
    carry(far, near, Set.of(Fault.NONE));
  }

  boolean isLossy() {
    return lossy;
  }

  private void carry(Socket from, Socket to, Set<Fault> harmless) {
    byte[] buffer = new byte[8192];
    try {
      int read = from.getInputStream().read(buffer);
      while (read >= 0) {
        pass(buffer, read, to, harmless);
        read = from.getInputStream().read(buffer);
      }
    } catch (IOException broken) {
      // both ends learn of it
    }
    reset();
  }

  private void pass(byte[] bytes, int length, Socket to, Set<Fault> harmless) throws IOException {
    Fault now = fault.get();
    lossy |= now == Fault.SWALLOWS;
    if (lossy) {
      return;
    }
    if (!harmless.contains(now)) {
      throw new SocketException("cut");
    }
    to.getOutputStream().write(bytes, 0, length);
  }

  /** Both ends see that the connection is broken. */
  void reset() {
    gone.accept(this);
    reset(near);
    reset(far);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closedBefore) {
      // as wanted
    }
  }
}
