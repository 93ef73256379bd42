package org.waybill.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void isGivenOnceAndNeverToAnOutgoingConnection() {
    assertThat(IntStream.range(0, 50).map(each -> FreePort.next()))
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isBetween(FreePort.FIRST, FreePort.END - 1));
  }

  @Test
  void isNotOneOnWhichSomebodyListens() throws IOException {
    int following = FreePort.next() + 1;
    try (ServerSocket server = new ServerSocket(following, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.next()).isNotEqualTo(server.getLocalPort());
    }
  }
}
