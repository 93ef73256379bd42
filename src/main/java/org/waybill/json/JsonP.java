package org.waybill.json;

import jakarta.json.spi.JsonProvider;

/** The server's JSON-P. */
public final class JsonP {
  /**
   * Looked up once: {@link jakarta.json.Json} searches the class path at each call, which took a
   * fifth of the time of a send.
   */
  public static final JsonProvider JSON = JsonProvider.provider();

  private JsonP() {}
}
