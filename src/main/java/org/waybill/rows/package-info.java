/**
 * Statements for any number of rows: each column of many rows goes to the database as an array.
 *
 * <p>Called by: Messages, reports and opt-outs, where they come by the thousand; it calls nobody.
 */
package org.waybill.rows;
