/**
 * Phone numbers, and what a message comes from.
 *
 * <p>Called by: Capabilities that accept messages or judge them.
 */
package org.waybill.sender;
