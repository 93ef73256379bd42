/**
 * The real database of the benchmark: started with every commit on disk before it is answered,
 * filled as the application would have filled it, and asked afterwards whether everything is right.
 */
package org.waybill.bench.database;
