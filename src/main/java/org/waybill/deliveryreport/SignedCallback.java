package org.waybill.deliveryreport;

import jakarta.servlet.http.HttpServletRequest;
import org.waybill.signature.FormFields;
import org.waybill.signature.Verdict.Genuine;

/** What the signature filter read and proved, handed to the resource. */
record SignedCallback(Genuine signature, Nonces nonces, FormFields fields) {
  private static final String ATTRIBUTE = SignedCallback.class.getName();

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static SignedCallback of(HttpServletRequest request) {
    return (SignedCallback) request.getAttribute(ATTRIBUTE);
  }
}
