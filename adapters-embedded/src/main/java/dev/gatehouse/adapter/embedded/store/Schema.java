package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The tables, as the steps that lead to them.
 *
 * <p>SQLite's {@code user_version} counts the steps that a database has taken. A step that was
 * released is never changed; what comes later is a further step.
 *
 * @param steps SQL scripts; the n-th leads from version n-1 to n
 */
public record Schema(List<String> steps) {
  private static final List<String> SCRIPTS =
      List.of(
          "1-users-and-refresh-tokens.sql",
          "2-signing-keys.sql",
          "3-life-of-an-account.sql",
          "4-further-steps-of-a-login.sql",
          "5-writers-of-session-ends.sql",
          "6-clients-of-sessions.sql");

  public Schema {
    steps = List.copyOf(steps);
  }

  /** The schema of this version of Gatehouse. */
  public static Schema current() {
    return new Schema(SCRIPTS.stream().map(Schema::script).toList());
  }

  private static String script(String name) {
    try (InputStream script =
        Objects.requireNonNull(Schema.class.getResourceAsStream("schema/" + name))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the database one step further and returns whether there was one to take.
   *
   * @param transaction holds the version and the step together
   * @throws IllegalStateException if the database is ahead of this schema
   */
  boolean advance(Transaction transaction) {
    int version = transaction.all("PRAGMA user_version", row -> (int) row.number(1)).getFirst();
    if (version > steps.size()) {
      throw new IllegalStateException(
          "its schema has version %d, and this version of Gatehouse knows %d"
              .formatted(version, steps.size()));
    }
    if (version == steps.size()) {
      return false;
    }
    transaction.run(steps.get(version));
    transaction.run("PRAGMA user_version = " + (version + 1));
    return true;
  }
}
