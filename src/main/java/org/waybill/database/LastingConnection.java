package org.waybill.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection that outlives the database's outages. A datasource definition cannot ask every
 * server to validate what it pools, so each pooled connection looks after itself: it reconnects
 * where no transaction can be cut in two, that is at the first use in auto-commit mode after it
 * broke. Whether it lives is asked when it has rested for a while, and when another one of the pool
 * has been found broken since: an outage breaks them all.
 */
final class LastingConnection implements InvocationHandler {
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int ANSWER_SECONDS = 2;

  interface Source {
    Connection connect() throws SQLException;
  }

  private final Source source;

  /** How often one of the pool was found broken. */
  private final AtomicInteger breaks;

  private int breaksSurvived;
  private Connection connection;
  private boolean autoCommit = true;
  private boolean closed;
  private long usedAt = System.nanoTime();

  /** Null when not known. */
  private Object isolation;

  private LastingConnection(Source source, AtomicInteger breaks) throws SQLException {
    this.source = source;
    this.breaks = breaks;
    this.breaksSurvived = breaks.get();
    this.connection = source.connect();
  }

  /**
   * @param breaks the same for all connections of the pool
   */
  static Connection over(Source source, AtomicInteger breaks) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            LastingConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new LastingConnection(source, breaks));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "waybill connection";
      // The pool would throw away what says that it is closed, or fail while cleaning it.
      case "isClosed" -> closed;
      case "close", "abort" -> closing(method, arguments);
      case "setAutoCommit" -> switchingAutoCommit(method, arguments);
      case "getTransactionIsolation" -> isolation(method, arguments);
      case "setTransactionIsolation" -> settingIsolation(method, arguments);
      default -> using(method, arguments);
    };
  }

  private Object closing(Method method, Object[] arguments) throws Throwable {
    closed = true;
    return call(method, arguments);
  }

  /**
   * A pool begins and ends transactions with it. What it believes to have switched it may never
   * switch again, even where that failed: then nothing may run in auto-commit mode.
   */
  private Object switchingAutoCommit(Method method, Object[] arguments) throws Throwable {
    if ((boolean) arguments[0]) {
      switchOn(method, arguments);
    } else {
      switchOff(method, arguments);
    }
    return null;
  }

  /** After a break in a transaction nothing is left to commit. */
  private void switchOn(Method method, Object[] arguments) throws Throwable {
    try {
      if (!connection.isClosed()) {
        call(method, arguments);
      }
    } catch (SQLException failed) {
      if (!connection.isClosed()) {
        throw failed;
      }
    }
    autoCommit = true;
  }

  /** A transaction that begins is not cut in two by another connection. */
  private void switchOff(Method method, Object[] arguments) throws Throwable {
    autoCommit = autoCommit || connection.isClosed();
    try {
      using(method, arguments);
    } finally {
      autoCommit = false;
    }
  }

  /** Payara's pool wants to know it after each transaction, and PostgreSQL's driver has to ask. */
  private Object isolation(Method method, Object[] arguments) throws Throwable {
    if (isolation == null) {
      isolation = using(method, arguments);
    }
    return isolation;
  }

  private Object settingIsolation(Method method, Object[] arguments) throws Throwable {
    isolation = null;
    return using(method, arguments);
  }

  private Object using(Method method, Object[] arguments) throws Throwable {
    if (autoCommit && !closed && broken()) {
      reconnect();
    }
    usedAt = System.nanoTime();
    return call(method, arguments);
  }

  /** Even where the database is still away, the others have to be asked once it is back. */
  private void reconnect() throws SQLException {
    breaksSurvived = breaks.incrementAndGet();
    connection = source.connect();
    isolation = null;
  }

  private boolean broken() throws SQLException {
    if (connection.isClosed()) {
      return true;
    }
    int breaksNow = breaks.get();
    boolean trusted = breaksNow == breaksSurvived && System.nanoTime() - usedAt < TRUSTED_NANOS;
    if (trusted || connection.isValid(ANSWER_SECONDS)) {
      breaksSurvived = breaksNow;
      return false;
    }
    connection.close();
    return true;
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
