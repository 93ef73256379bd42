package org.waybill.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * What a server and a database could get wrong together: connections, transactions, start and stop.
 * {@code .ci/run} has these tests for each pair of them; all others for each server on PostgreSQL
 * and for each database in Payara.
 */
@Tag("server-and-database")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerAndDatabase {}
