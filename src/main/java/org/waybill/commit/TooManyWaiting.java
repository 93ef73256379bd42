package org.waybill.commit;

/** More waits for its commit than memory should hold, or the node stops: nothing was done. */
public class TooManyWaiting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooManyWaiting() {
    super("too much waits for its commit", null, false, false);
  }
}
