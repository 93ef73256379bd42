package org.waybill.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On H2, which takes one statement at a time. */
class WritesTest {
  private record Fruit(int id, String name) {}

  private record Crate(
      UUID id, String label, Long weight, Boolean full, BigDecimal price, Instant at) {}

  private static final Write<Crate> STORE =
      Columns.<Crate>none()
          .uuid("id", Crate::id)
          .text("label", Crate::label)
          .integer("weight", Crate::weight)
          .flag("full_up", Crate::full)
          .money("price", Crate::price)
          .time("at", Crate::at)
          .insertInto("crate");

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
      statement.execute(
          "create local temporary table crate (id uuid, label varchar, weight bigint,"
              + " full_up boolean, price numeric(20, 10), at timestamp with time zone)");
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

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void writesValuesOfAnyType(int rows) throws SQLException {
    List<Crate> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      all.add(
          row == 1
              ? new Crate(null, null, null, null, null, null)
              : new Crate(
                  new UUID(7, row),
                  "NULL",
                  Long.MIN_VALUE + row,
                  row == 0,
                  new BigDecimal("-0.0055000001"),
                  Instant.parse("2026-03-29T01:30:00.123456Z")));
    }

    write(new Writes().add(STORE, all));

    assertThat(crates()).containsExactlyInAnyOrderElementsOf(all);
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

  private List<Crate> crates() throws SQLException {
    List<Crate> crates = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from crate")) {
      while (row.next()) {
        crates.add(
            new Crate(
                Rows.uuid(row, 1),
                row.getString(2),
                (Long) row.getObject(3),
                (Boolean) row.getObject(4),
                row.getBigDecimal(5),
                Rows.instant(row, 6)));
      }
    }
    return crates;
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
