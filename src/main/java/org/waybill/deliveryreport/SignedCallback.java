package org.waybill.deliveryreport;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.waybill.signature.FormFields;
import org.waybill.signature.Verdict.Genuine;

/**
 * What the signature filter read and proved, handed to the resource.
 *
 * @param accounts those of which one has signed
 */
record SignedCallback(Genuine signature, Set<String> accounts, Nonces nonces, FormFields fields) {
  private static final String ATTRIBUTE = SignedCallback.class.getName();

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static SignedCallback of(HttpServletRequest request) {
    return (SignedCallback) request.getAttribute(ATTRIBUTE);
  }
}
