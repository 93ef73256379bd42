/**
 * What Waybill is compared with, deployed beside it in the same server: an empty JAX-RS POST and
 * the naive way to receive a callback. Part of no product WAR.
 *
 * <p>The naive way is what a competent team writes first: a straightforward check of the signature,
 * then one JPA transaction per callback on the container's own entity manager (ledger row, status,
 * history row), answered after its commit.
 */
package org.waybill.bench.war;
