package org.waybill.database;

import java.lang.reflect.Method;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Makes Payara put connections into the current transaction. With {@code @Transactional} it does so
 * by itself only below a servlet. Below an EJB, its timers and the threads made in its context it
 * would hand out connections in auto-commit mode without a word: no row lock would last longer than
 * its statement, and nothing would be rolled back. (Seen in 6.2025.10: {@code
 * TransactionManagerHelper.preInvokeTx} looks for a servlet invocation.) WildFly needs no help.
 */
final class Enlistment {
  private final Object helper;
  private final Method before;
  private final Method after;

  private Enlistment(Object helper, Method before, Method after) {
    this.helper = helper;
    this.before = before;
    this.after = after;
  }

  static Enlistment ofThisServer() {
    try {
      Object helper = new InitialContext().lookup("java:appserver/TransactionManager");
      Class<?> type = helper.getClass();
      return new Enlistment(
          helper,
          type.getMethod("preInvokeTx", boolean.class),
          type.getMethod("postInvokeTx", boolean.class, boolean.class));
    } catch (NamingException notPayara) {
      return new Enlistment(null, null, null);
    } catch (NoSuchMethodException anotherPayara) {
      throw new IllegalStateException(
          "This version of Payara does not say how it enlists connections.", anotherPayara);
    }
  }

  /** Connections that are got from here on take part in the current transaction. */
  void begin() {
    call(before, false);
  }

  /** The transaction is over. */
  void end() {
    call(after, false, false);
  }

  private void call(Method method, Object... arguments) {
    if (method != null) {
      try {
        method.invoke(helper, arguments);
      } catch (ReflectiveOperationException failed) {
        throw new IllegalStateException("No connection can be enlisted.", failed);
      }
    }
  }
}
