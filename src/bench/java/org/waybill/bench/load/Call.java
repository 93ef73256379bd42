package org.waybill.bench.load;

import java.util.List;

/** One request, ready to be sent. */
public record Call(String path, List<Header> headers, byte[] body) {
  /** One header line. */
  public record Header(String name, String value) {}
}
