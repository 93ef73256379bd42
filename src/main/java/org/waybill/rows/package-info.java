/** Statements for many rows at once: each column goes to the database as an array. */
package org.waybill.rows;
