package org.waybill.signature;

import java.util.List;

/**
 * What a signature covers.
 *
 * @param method POST signs query and body apart; any other is signed by the rules of GET
 * @param url the configured public URL and the path, without query; never from {@code Host}
 * @param query the parsed query
 * @param body the parsed form body
 * @param arrivedAs other addresses without query under which the request may have been signed, such
 *     as one made from {@code Host}; tried only to explain a forged one, at most {@value
 *     #MOST_ALTERNATIVES}
 */
public record SignedRequest(
    String method,
    String url,
    FormFields query,
    FormFields body,
    SignatureHeaders headers,
    List<String> arrivedAs) {
  static final int MOST_ALTERNATIVES = 6;

  public SignedRequest {
    arrivedAs = arrivedAs.stream().limit(MOST_ALTERNATIVES).toList();
  }

  /** The same with addresses that may explain why it is forged. */
  public SignedRequest arrivedAs(List<String> addresses) {
    return new SignedRequest(method, url, query, body, headers, addresses);
  }
}
