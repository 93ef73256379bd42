/**
 * The one database: which one, its connections, its schema, and the {@code EntityManager} of the
 * current transaction. Called by every capability that stores something; calls none.
 *
 * <ul>
 *   <li>R1.1 When nothing is configured, the database shall be H2 in a file of {@code
 *       waybill.data-dir}.
 *   <li>R1.2 When {@code waybill.db.url} is set, that H2 or PostgreSQL database shall be used;
 *       another kind shall stop the start.
 *   <li>R1.3 When {@code waybill.db.datasource} is set, the server's datasource of that JNDI name
 *       shall be used instead.
 *   <li>R1.4 When a commit returns, killing the process shall not lose it.
 *   <li>R1.5 When the database comes back after an outage, work shall go on without a restart.
 *   <li>R1.6 If the entity manager is used outside a transaction, then it shall refuse.
 *   <li>R1.7 While a transaction is open, every connection of its thread shall take part in it,
 *       whatever component the thread belongs to.
 *   <li>R1.8 If a node does nothing in an open transaction for ten seconds, then PostgreSQL shall
 *       end it, so that the other nodes get its locks.
 *   <li>R1.9 A connection shall not ask the database again for its isolation, which nobody has
 *       changed.
 * </ul>
 */
package org.waybill.database;
