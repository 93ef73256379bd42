package org.waybill.deliveryreport;

import java.util.Set;
import org.waybill.signature.FormFields;
import org.waybill.signature.Verdict.Genuine;

/**
 * What the signature filter read and proved, handed to the resource.
 *
 * @param accounts those of which one has signed
 */
record SignedCallback(Genuine signature, Set<String> accounts, Nonces nonces, FormFields fields) {}
