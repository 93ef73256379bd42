package org.waybill.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2, which takes one statement at a time. */
class WritesTest {
  private record Fruit(int id, String name) {}

  private static final Columns<Fruit> COLUMNS =
      Columns.<Fruit>none().integer("id", Fruit::id).text("name", Fruit::name);
  private static final Write<Fruit> ADD = COLUMNS.insertInto("fruit");
  private static final Write<Fruit> ADD_MISSING =
      COLUMNS
          .writtenBy("insert into fruit select * from %s on conflict do nothing")
          .failingWith("it was there");
  private static final Write<Fruit> RENAME =
      COLUMNS
          .writtenBy(
              "merge into fruit f using (select * from %s) v on f.id = v.id"
                  + " when matched then update set name = v.name")
          .failingWith("it was not there");

  private Connection connection;

  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL");
  }

  @BeforeEach
  void open() throws SQLException {
    connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create local temporary table fruit (id int primary key, name varchar)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void writesAllRowsOfAllStatementsInOrder() throws SQLException {
    write(
        new Writes()
            .add(ADD, List.of(new Fruit(1, "apple"), new Fruit(2, null)))
            .add(RENAME, List.of(new Fruit(2, "it's a {pear}, \"ripe\"")))
            .add(ADD, List.of(new Fruit(3, "plum"))));

    assertThat(names()).containsExactly("apple", "it's a {pear}, \"ripe\"", "plum");
  }

  @Test
  void writesOneRowAsItWritesMany() throws SQLException {
    write(
        new Writes().add(ADD, List.of(new Fruit(1, null))).add(ADD, List.of(new Fruit(2, "plum"))));
    write(new Writes().add(RENAME, List.of(new Fruit(1, "it's a {pear}, \"ripe\""))));
    write(new Writes().add(RENAME, List.of(new Fruit(2, null))));

    assertThat(names()).containsExactly("it's a {pear}, \"ripe\"", null);
  }

  @Test
  void hasNothingToDoWithoutRows() throws SQLException {
    write(new Writes().add(ADD, List.of()).add(RENAME, List.of()));
    write(new Writes());

    assertThat(names()).isEmpty();
  }

  @Test
  void tellsOfTheStatementThatLeftARowOut() {
    Writes first =
        new Writes()
            .add(ADD_MISSING, List.of(new Fruit(1, "apple"), new Fruit(1, "pear")))
            .add(RENAME, List.of(new Fruit(1, "plum")));
    Writes last =
        new Writes()
            .add(ADD, List.of(new Fruit(2, "apple")))
            .add(RENAME, List.of(new Fruit(2, "pear"), new Fruit(9, "plum")));

    assertThatExceptionOfType(BatchFailed.class)
        .isThrownBy(() -> write(first))
        .withMessage("it was there");
    assertThatExceptionOfType(BatchFailed.class)
        .isThrownBy(() -> write(last))
        .withMessage("it was not there");
  }

  @Test
  void tellsOfASingleRowThatWasLeftOut() {
    assertThatExceptionOfType(BatchFailed.class)
        .isThrownBy(() -> write(new Writes().add(RENAME, List.of(new Fruit(9, "plum")))))
        .withMessage("it was not there");
  }

  @Test
  void tellsOfAStatementThatFails() {
    Write<Fruit> broken = COLUMNS.insertInto("vegetable");

    assertThatExceptionOfType(BatchFailed.class)
        .isThrownBy(
            () ->
                write(
                    new Writes()
                        .add(ADD, List.of(new Fruit(1, "apple")))
                        .add(broken, List.of(new Fruit(2, "leek")))))
        .withCauseInstanceOf(SQLException.class);
  }

  private void write(Writes writes) {
    writes.execute(connection);
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from fruit order by id")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
