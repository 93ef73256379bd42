/** JMH benchmarks of what every callback goes through, with the bytes that each call allocates. */
package org.waybill.bench.micro;
