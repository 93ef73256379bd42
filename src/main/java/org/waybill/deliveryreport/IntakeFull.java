package org.waybill.deliveryreport;

/** More callbacks wait than memory should hold; Plivo repeats what is refused now. */
class IntakeFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IntakeFull() {
    super("too many callbacks wait", null, false, false);
  }
}
