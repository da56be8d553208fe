package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The schema of the database, as a list of migration steps.
 *
 * <p>SQLite's {@code user_version} counts the applied steps. A released step never changes; a later
 * change is a new step.
 *
 * @param steps SQL scripts; script n migrates from version n-1 to n
 */
public record Schema(List<String> steps) {
  private static final List<String> SCRIPTS =
      List.of(
          "1-users-and-refresh-tokens.sql",
          "2-signing-keys.sql",
          "3-life-of-an-account.sql",
          "4-further-steps-of-a-login.sql",
          "5-writers-of-session-ends.sql",
          "6-clients-of-sessions.sql",
          "7-known-addresses.sql",
          "8-registrations-that-expire.sql",
          "9-readiness.sql",
          "10-successors-of-refresh-tokens.sql",
          "11-skeletons-of-names.sql",
          "12-registrations-and-versions-of-users.sql",
          "13-events-about-users.sql");

  public Schema {
    steps = List.copyOf(steps);
  }

  /** Returns the schema of this version of Gatehouse. */
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
   * Applies the next step, if there is one; returns whether there was one.
   *
   * @param transaction the transaction of the step
   * @throws IllegalStateException if the database is newer than this schema
   */
  boolean advance(Transaction transaction) {
    int version = supportedVersion(transaction);
    if (version == steps.size()) {
      return false;
    }
    transaction.run(steps.get(version));
    transaction.run("PRAGMA user_version = " + (version + 1));
    return true;
  }

  /**
   * Checks that all steps were applied. Changes nothing.
   *
   * @throws IllegalStateException if the database is older or newer than this schema
   */
  void requireCurrent(Transaction transaction) {
    int version = supportedVersion(transaction);
    if (version == 0) {
      throw new IllegalStateException("it is not a database of Gatehouse");
    }
    if (version < steps.size()) {
      throw new IllegalStateException(
          ("its schema has version %d, but this version of Gatehouse reads version %d; start the"
                  + " server once with this version, and make a new backup")
              .formatted(version, steps.size()));
    }
  }

  private int supportedVersion(Transaction transaction) {
    int version = transaction.all("PRAGMA user_version", row -> (int) row.number(1)).getFirst();
    if (version > steps.size()) {
      throw new IllegalStateException(
          "its schema has version %d, but this version of Gatehouse supports at most %d"
              .formatted(version, steps.size()));
    }
    return version;
  }
}
