/**
 * Lists by keyset cursor: parameters in, pages out.
 *
 * <p>Called by: Every list of the API.
 *
 * <ul>
 *   <li>R8.1 If a parameter is unknown or malformed, then the list shall be refused with its name.
 * </ul>
 */
package org.waybill.paging;
