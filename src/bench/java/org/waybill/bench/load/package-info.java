/**
 * Makes load and measures it, with Hyperfoil. Why this tool: docs/adr/0020-load-tool.md.
 *
 * <p>Rules: requests are made before the run and signing costs nothing during it (R1). Latency
 * under a fixed rate counts from the moment at which the request was due, so that waiting for the
 * server is not hidden (R2). One event loop sends and receives everything: what the generator
 * itself costs is reported (R3).
 */
package org.waybill.bench.load;
