package org.waybill.database;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * Opens the persistence unit on the datasource that the settings name, which a container-managed
 * unit cannot do, and gives everybody the entity manager of the current transaction.
 */
@ApplicationScoped
public class Persistence {
  private static final String UNIT = "waybill";

  @Inject private DataSource dataSource;
  @Resource private TransactionSynchronizationRegistry transactions;
  private volatile EntityManagerFactory factory;
  private volatile TransactionManager payara;

  /** The schema is current before this is called: EclipseLink looks at the database here. */
  public void open() {
    payara = lookedUp("java:appserver/TransactionManager");
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                UNIT,
                Map.of(
                    "jakarta.persistence.jtaDataSource", dataSource,
                    "eclipselink.target-server", server(),
                    "eclipselink.classloader", Persistence.class.getClassLoader()));
    factory.createEntityManager().close();
  }

  /** How EclipseLink finds the transaction manager. */
  private static String server() {
    return lookedUp("java:jboss/TransactionManager") == null ? "Glassfish" : "JBoss";
  }

  /** Null on another server. */
  private static TransactionManager lookedUp(String name) {
    try {
      return (TransactionManager) new InitialContext().lookup(name);
    } catch (NamingException anotherServer) {
      return null;
    }
  }

  @PreDestroy
  void close() {
    if (factory != null) {
      factory.close();
    }
  }

  @Produces
  EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            Persistence.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(
          method.getDeclaringClass() == Object.class ? this : current(), arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private EntityManager current() {
    if (transactions.getTransactionKey() == null) {
      throw new IllegalStateException("The entity manager is used outside a transaction.");
    }
    EntityManager bound = (EntityManager) transactions.getResource(UNIT);
    if (bound != null) {
      return bound;
    }
    tellInvocation();
    return bind(opened());
  }

  private EntityManager opened() {
    if (!factory.isOpen()) {
      throw new IllegalStateException(OpenConnections.stopping());
    }
    return factory.createEntityManager();
  }

  /**
   * Payara enlists a connection with the transaction of the current invocation, but its {@code
   * Transactional} tells only invocations of servlets that there is one. In timers, and in threads
   * that an EJB started, every statement would commit alone and no row stay locked. Resuming tells
   * any invocation.
   */
  private void tellInvocation() {
    if (payara != null) {
      try {
        payara.resume(payara.suspend());
      } catch (SystemException | InvalidTransactionException broken) {
        throw new IllegalStateException("The transaction cannot be resumed.", broken);
      }
    }
  }

  private EntityManager bind(EntityManager manager) {
    transactions.putResource(UNIT, manager);
    transactions.registerInterposedSynchronization(new ClosedAfterCompletion(manager));
    return manager;
  }
}
