/**
 * The benchmark of Waybill: the real WAR in a real server on a real database, measured beside an
 * empty JAX-RS POST and the naive way in the same server and the same run. {@code mvn verify
 * -Pbench}; see docs/benchmark.md.
 *
 * <p>Rules: everything that is compared is equally warm and measured in turn (R1); after each run
 * the ledger holds as many callbacks as were answered 200 and every message has its right state,
 * else the build fails (R2); a goal that is missed is reported and fails nothing, because the
 * machine decides, too (R3).
 */
package org.waybill.bench;
