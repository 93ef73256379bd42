package org.waybill.deliveryreport;

import java.util.Set;
import org.waybill.signature.FormFields;
import org.waybill.signature.Verdict.Genuine;

/**
 * What {@link PlivoSignatures} read and proved.
 *
 * @param accounts those of which one has signed
 */
record SignedCallback(Genuine signature, Set<String> accounts, Nonces nonces, FormFields fields) {}
