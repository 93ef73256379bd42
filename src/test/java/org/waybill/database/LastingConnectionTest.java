package org.waybill.database;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R1.5 A pooled connection outlives an outage")
class LastingConnectionTest {
  private final List<Connection> made = new ArrayList<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private boolean away;

  @Test
  void reconnectsBetweenTransactions() throws SQLException {
    Connection connection = over(this::connect);
    made.get(0).close();

    assertThat(connection.isClosed()).isFalse();
    select(connection);

    assertThat(made).hasSize(2);
    connection.close();
  }

  @Test
  void neverReconnectsWithinATransaction() throws SQLException {
    Connection connection = over(this::connect);
    connection.setAutoCommit(false);
    select(connection);
    made.get(0).close();

    assertThatThrownBy(() -> select(connection)).isInstanceOf(SQLException.class);
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    assertThat(made).hasSize(1);

    connection.setAutoCommit(true);
    select(connection);
    assertThat(made).hasSize(2);
    connection.close();
  }

  /** WildFly's pool does not switch again what it has once failed to switch. */
  @Test
  void runsNoTransactionInAutoCommitModeThatCouldNotBeBegun() throws SQLException {
    Connection connection = over(this::connectUnlessAway);
    made.get(0).close();
    away = true;
    assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOf(SQLException.class);
    away = false;

    assertThatThrownBy(() -> select(connection)).isInstanceOf(SQLException.class);
    assertThat(made).hasSize(1);

    connection.setAutoCommit(true);
    connection.setAutoCommit(false);
    select(connection);
    assertThat(made.get(1).getAutoCommit()).isFalse();
    connection.close();
  }

  /** Payara's pool switches off at each beginning, and never on. */
  @Test
  void reconnectsWhenATransactionIsBegunAgain() throws SQLException {
    Connection connection = over(this::connectUnlessAway);
    made.get(0).close();
    away = true;
    assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOf(SQLException.class);
    away = false;

    connection.setAutoCommit(false);
    select(connection);

    assertThat(made).hasSize(2);
    assertThat(made.get(1).getAutoCommit()).isFalse();
    connection.close();
  }

  /** A pool that could not switch it on would take it for switched off, and it reconnects on. */
  @Test
  void isSwitchedOnWhateverHappens() throws SQLException {
    Connection connection = over(() -> breakingAt("setAutoCommit", connectUnlessAway()));
    connection.setAutoCommit(true);

    assertThat(made.get(0).isClosed()).isTrue();
    select(connection);
    assertThat(made).hasSize(2);
    connection.close();
  }

  @Test
  void staysClosedWhenItsPoolClosesIt() throws SQLException {
    Connection connection = over(this::connect);

    connection.close();

    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(() -> select(connection)).isInstanceOf(SQLException.class);
    assertThat(made).hasSize(1);
  }

  @Test
  @DisplayName("R1.9 The isolation is asked for once, and anew after it was changed")
  void remembersItsIsolation() throws SQLException {
    List<String> called = new ArrayList<>();
    Connection connection = over(() -> noting(called, connect()));

    assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_READ_COMMITTED);
    assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_READ_COMMITTED);
    assertThat(called).containsOnlyOnce("getTransactionIsolation");

    connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
    assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_SERIALIZABLE);
    connection.close();
  }

  @Test
  @DisplayName("R1.9 A new connection's isolation is its own")
  void asksTheNewConnection() throws SQLException {
    Connection connection = over(this::connect);
    connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
    assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_SERIALIZABLE);

    made.get(0).close();
    select(connection);

    assertThat(connection.getTransactionIsolation()).isEqualTo(TRANSACTION_READ_COMMITTED);
    connection.close();
  }

  /** The next one may have been used a moment before, and nothing has told its driver. */
  @Test
  void doubtsTheOthersOfItsPool() throws SQLException {
    Connection first = over(this::connectUnlessAway);
    Connection other = over(() -> made.size() == 1 ? dead(connect()) : connect());
    made.get(0).close();
    away = true;
    assertThatThrownBy(() -> select(first)).isInstanceOf(SQLException.class);
    away = false;

    other.setAutoCommit(false);

    assertThat(made).hasSize(3);
    select(other);
    first.close();
    other.close();
  }

  @Test
  void isAskedOnceAfterABreak() throws SQLException {
    List<String> called = new ArrayList<>();
    Connection broken = over(this::connect);
    Connection other = over(() -> noting(called, connect()));
    made.get(0).close();
    select(broken);

    select(other);
    select(other);

    assertThat(called).containsOnlyOnce("isValid");
    broken.close();
    other.close();
  }

  private Connection over(LastingConnection.Source source) throws SQLException {
    return LastingConnection.over(source, breaks);
  }

  /** A driver's connection that writes down the names of the methods called. */
  private static Connection noting(List<String> called, Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              called.add(method.getName());
              return method.invoke(connection, arguments);
            });
  }

  /** A driver's connection that breaks when the method is called. */
  private static Connection breakingAt(String name, Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name)) {
                connection.close();
                throw new SQLException("broken", "08006");
              }
              return method.invoke(connection, arguments);
            });
  }

  /** A driver's connection that does not know yet that its database went away. */
  private static Connection dead(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("isValid") ? false : method.invoke(connection, arguments));
  }

  private Connection connectUnlessAway() throws SQLException {
    if (away) {
      throw new SQLException("away", "08001");
    }
    return connect();
  }

  private Connection connect() throws SQLException {
    made.add(DriverManager.getConnection("jdbc:h2:mem:"));
    return made.get(made.size() - 1);
  }

  private static void select(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }
}
