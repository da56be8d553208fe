package dev.gatehouse.adapter.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.embedded.store.SqliteDatabase.Work;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteDatabaseTest {
  private static final String TABLE = "CREATE TABLE words (word TEXT NOT NULL) STRICT;";
  private static final Schema ONE_STEP = new Schema(List.of(TABLE));

  private final Path file;

  SqliteDatabaseTest(@TempDir Path folder) {
    file = folder.resolve("test.db");
  }

  @Test
  void empty_file_gets_the_whole_schema() {
    try (SqliteDatabase database = SqliteDatabase.open(file, Schema.current())) {
      assertThat(text(database, "PRAGMA user_version"))
          .isEqualTo(String.valueOf(Schema.current().steps().size()));
      assertThat(text(database, "SELECT count(*) FROM users")).isEqualTo("0");
    }
  }

  @Test
  void older_database_is_upgraded_and_keeps_its_data() {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP)) {
      insert(database, "kept");
    }

    Schema newer =
        new Schema(List.of(TABLE, "ALTER TABLE words ADD COLUMN n INTEGER NOT NULL DEFAULT 7;"));
    try (SqliteDatabase database = SqliteDatabase.open(file, newer)) {
      assertThat(text(database, "SELECT word || n FROM words")).isEqualTo("kept7");
      assertThat(text(database, "PRAGMA user_version")).isEqualTo("2");
    }
  }

  @Test
  void failed_upgrade_step_changes_nothing() {
    Schema broken =
        new Schema(List.of(TABLE, "CREATE TABLE more (a TEXT); INSERT INTO nowhere VALUES (1);"));

    assertThatIllegalStateException()
        .isThrownBy(() -> SqliteDatabase.open(file, broken))
        .withMessageContaining(file.toString())
        .withMessageContaining("nowhere");

    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP)) {
      assertThat(text(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'more'"))
          .isEqualTo("0");
      assertThat(text(database, "PRAGMA user_version")).isEqualTo("1");
    }
  }

  @Test
  void database_of_a_newer_version_is_refused() {
    Schema newer = new Schema(List.of(TABLE, "CREATE TABLE more (a TEXT);"));
    SqliteDatabase.open(file, newer).close();

    assertThatIllegalStateException()
        .isThrownBy(() -> SqliteDatabase.open(file, ONE_STEP))
        .withMessageContaining(file.toString())
        .withMessageContaining("version 2")
        .withMessageContaining("supports at most 1");

    try (SqliteDatabase database = SqliteDatabase.open(file, newer)) {
      assertThat(text(database, "SELECT count(*) FROM more")).isEqualTo("0");
    }
  }

  @Test
  void file_that_is_not_a_database_is_refused() throws Exception {
    Files.writeString(file, "This is not a database. ".repeat(100));

    assertThatIllegalStateException()
        .isThrownBy(() -> SqliteDatabase.open(file, ONE_STEP))
        .withMessageContaining(file.toString())
        .withMessageContaining("not a database");
  }

  @Test
  void path_may_contain_special_url_characters(@TempDir Path folder) {
    Path odd = folder.resolve("a b?c=d&e#f%20g'ü.db");

    SqliteDatabase.open(odd, ONE_STEP).close();

    assertThat(odd).isNotEmptyFile();
  }

  @Test
  void database_uses_synced_wal_and_checks_foreign_keys() {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP)) {
      assertThat(text(database, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(text(database, "PRAGMA synchronous")).as("FULL").isEqualTo("2");
      assertThat(text(database, "PRAGMA foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void committed_write_is_visible_to_another_connection() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP);
        Connection other = connect()) {
      insert(database, "committed");

      assertThat(text(other, "SELECT word FROM words")).isEqualTo("committed");
    }
  }

  @Test
  void failed_write_changes_nothing_and_the_next_one_succeeds() {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP)) {
      assertThatThrownBy(
              () ->
                  database.write(
                      transaction -> {
                        transaction.run("INSERT INTO words VALUES ('half')");
                        throw new IllegalArgumentException("the other half");
                      }))
          .hasMessage("the other half");

      insert(database, "whole");
      assertThat(text(database, "SELECT group_concat(word) FROM words")).isEqualTo("whole");
    }
  }

  @Test
  void database_locked_by_another_process_is_unavailable() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP);
        Connection other = connect()) {
      execute(other, "BEGIN IMMEDIATE");

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> insert(database, "late"))
          .withMessageContaining(file.toString())
          .matches(e -> e.reason() == Reason.UNAVAILABLE);

      execute(other, "ROLLBACK");
      insert(database, "on time");
      assertThat(text(database, "SELECT group_concat(word) FROM words")).isEqualTo("on time");
    }
  }

  @Test
  void read_does_not_wait_for_a_write() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> write =
          callers.submit(
              () ->
                  database.write(
                      transaction -> {
                        int rows = transaction.update("INSERT INTO words VALUES ('new')");
                        begun.countDown();
                        await(read);
                        return rows;
                      }));
      begun.await();

      assertThat(text(database, "SELECT count(*) FROM words")).isEqualTo("0");

      read.countDown();
      assertThat(write.get()).isOne();
      assertThat(text(database, "SELECT count(*) FROM words")).isEqualTo("1");
    }
  }

  @Test
  void all_statements_of_a_read_see_the_same_state() throws Exception {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      String counts =
          database.read(
              transaction -> {
                String before = count(transaction);
                join(callers.submit(() -> insert(database, "new")));
                return before + count(transaction);
              });

      assertThat(counts).isEqualTo("00");
      assertThat(text(database, "SELECT count(*) FROM words")).isEqualTo("1");
    }
  }

  @Test
  void read_changes_nothing() {
    try (SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP)) {
      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> database.read(transaction -> transaction.update("DELETE FROM words")))
          .withMessageContaining("readonly");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void work_inside_other_work_is_refused(boolean inMemory) {
    try (SqliteDatabase database =
        inMemory ? SqliteDatabase.inMemory(ONE_STEP) : SqliteDatabase.open(file, ONE_STEP)) {
      List<Consumer<Work<String>>> calls = List.of(database::read, database::write);
      for (Consumer<Work<String>> outer : calls) {
        for (Consumer<Work<String>> inner : calls) {
          assertThatIllegalStateException()
              .isThrownBy(
                  () ->
                      outer.accept(
                          transaction -> {
                            inner.accept(SqliteDatabaseTest::count);
                            return count(transaction);
                          }))
              .withMessageContaining("inside other work");
        }
      }
      insert(database, "afterwards");
      assertThat(text(database, "SELECT word FROM words")).isEqualTo("afterwards");
    }
  }

  @Test
  void statement_can_be_used_while_the_same_one_is_in_use() {
    try (SqliteDatabase database = SqliteDatabase.inMemory(ONE_STEP)) {
      insert(database, "a");
      insert(database, "b");
      String query = "SELECT word FROM words ORDER BY word";

      for (int i = 0; i < 2; i++) {
        List<String> rows =
            database.read(
                transaction ->
                    transaction.all(
                        query,
                        row -> row.text(1) + transaction.all(query, inner -> inner.text(1))));

        assertThat(rows).containsExactly("a[a, b]", "b[a, b]");
      }
    }
  }

  @Test
  void more_statements_can_be_used_than_are_kept() {
    try (SqliteDatabase database = SqliteDatabase.inMemory(ONE_STEP)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i <= Statements.KEPT; i++) {
          assertThat(text(database, "SELECT " + i)).isEqualTo(String.valueOf(i));
        }
      }
    }
  }

  @Test
  void closing_removes_write_ahead_log_and_can_be_repeated() {
    SqliteDatabase database = SqliteDatabase.open(file, ONE_STEP);
    insert(database, "kept");
    database.close();
    database.close();

    assertThat(file.resolveSibling("test.db-wal")).doesNotExist();
    assertThat(file).isNotEmptyFile();
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> insert(database, "late"));
  }

  private static String count(Transaction transaction) {
    return transaction.all("SELECT count(*) FROM words", row -> row.text(1)).getFirst();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void insert(SqliteDatabase database, String word) {
    database.write(transaction -> transaction.update("INSERT INTO words VALUES (?)", word));
  }

  private static String text(SqliteDatabase database, String query) {
    return database.read(transaction -> transaction.all(query, row -> row.text(1)).getFirst());
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
