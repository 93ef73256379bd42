package org.waybill.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.waybill.database.Migrations;

/**
 * The real schema and the real mapping on an H2 database in memory, without a container: the test
 * says where a transaction begins and ends.
 */
public final class TestDatabase implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  public TestDatabase() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL(
        "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;TIME ZONE=UTC;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=0"
            .formatted(UUID.randomUUID()));
    Migrations.run(dataSource);
    factory =
        new PersistenceProvider()
            .createEntityManagerFactory(
                "waybill",
                Map.of(
                    "jakarta.persistence.transactionType",
                    "RESOURCE_LOCAL",
                    "jakarta.persistence.nonJtaDataSource",
                    dataSource));
  }

  /** Belongs to the transaction of the calling thread. */
  public EntityManager entities() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(current.get(), arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  /** Commits what the work did, or rolls it back if it throws. */
  public <T> T inTransaction(Supplier<T> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      current.set(entities);
      entities.getTransaction().begin();
      try {
        T result = work.get();
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
        current.remove();
      }
    }
  }

  public void inTransaction(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** How many queries the work makes; what only writes does not count. */
  public long questions(Runnable work) {
    inTransaction(() -> execute("set query_statistics false"));
    inTransaction(() -> execute("set query_statistics true"));
    work.run();
    return inTransaction(
        () ->
            ((Number)
                    current
                        .get()
                        .createNativeQuery(
                            "select coalesce(sum(execution_count), 0)"
                                + " from information_schema.query_statistics"
                                + " where lower(sql_statement) like 'select%'")
                        .getSingleResult())
                .longValue());
  }

  private void execute(String sql) {
    current.get().createNativeQuery(sql).executeUpdate();
  }

  @Override
  public void close() {
    factory.close();
  }
}
