package org.waybill.rows;

/** What was to be read or written for many at once was not: each is to be tried by itself. */
public class BatchFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BatchFailed(String why) {
    super(why);
  }

  public BatchFailed(Exception cause) {
    super("a statement for many rows failed", cause);
  }
}
