package org.waybill.settings;

/** Hosts that are this machine itself. */
public final class Loopback {
  private Loopback() {}

  /** By its text: a name that merely resolves to loopback today may resolve elsewhere tomorrow. */
  public static boolean is(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
