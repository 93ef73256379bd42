/**
 * JSON-P for everybody who reads or writes JSON.
 *
 * <p>Called by: Every capability that has an API; it calls nobody.
 */
package org.waybill.json;
