package org.waybill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.problem.Outage;

@DisplayName("R1.5 The application closes its connections itself")
class OpenConnectionsTest {
  private final OpenConnections connections = new OpenConnections();

  @TempDir private Path directory;

  @Test
  void closesEveryOne() throws SQLException {
    Connection one = connections.open(this::connect);
    Connection another = connections.open(this::connect);
    one.close();
    Connection last = connections.open(this::connect);

    connections.end();

    assertThat(another.isClosed()).isTrue();
    assertThat(last.isClosed()).isTrue();
  }

  /** As a database that is away, so that whoever asks is told to come again. */
  @Test
  void givesNoneAfterwards() {
    connections.end();

    assertThatThrownBy(() -> connections.open(this::connect)).matches(Outage::isCauseOf);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void closesOneThatIsMadeMeanwhile() throws SQLException {
    Connection[] made = new Connection[1];

    assertThatThrownBy(
            () ->
                connections.open(
                    () -> {
                      made[0] = connect();
                      connections.end();
                      return made[0];
                    }))
        .matches(Outage::isCauseOf);

    assertThat(made[0].isClosed()).isTrue();
  }

  @Test
  void isNotHeldUpByOneThatDoesNotClose() throws SQLException {
    Connection broken = connections.open(() -> unclosable(connect()));
    Connection whole = connections.open(this::connect);

    connections.end();

    assertThat(whole.isClosed()).isTrue();
    assertThat(broken.isClosed()).isFalse();
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            OpenConnectionsTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "close" -> throw new SQLException("It does not close.");
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> method.invoke(connection, arguments);
                });
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("some"));
  }
}
