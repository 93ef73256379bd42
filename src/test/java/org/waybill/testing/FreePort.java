package org.waybill.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A port of the loopback address on which nobody listens. Linux, macOS and Windows take none of
 * them for outgoing connections: one of those could otherwise hold the port of a server that is
 * still to start, or that a test has stopped and starts again.
 */
public final class FreePort {
  static final int FIRST = 20_000;
  static final int END = 32_768;

  private static final int COUNT = END - FIRST;
  // not the same ones as another run on this machine
  private static final AtomicInteger TAKEN =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** Given once: no two servers of a test get the same one. */
  public static int next() {
    return IntStream.generate(() -> FIRST + Math.floorMod(TAKEN.getAndIncrement(), COUNT))
        .limit(COUNT)
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No port is free."));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
