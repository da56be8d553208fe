package dev.gatehouse.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Generated users in the database of an embedded provider, with three sessions each. They are the
 * same in each run, except for the times.
 *
 * @param database the file; a server has created it and registered the user {@code alice}, whose
 *     password all have
 * @param users how many are generated
 */
record GeneratedUsers(Path database, int users) {
  static final int SESSIONS_PER_USER = 3;

  private static final Duration LIFETIME = Duration.ofDays(30);

  /** The secondary indexes slow the generator down, so it drops them and creates them again. */
  private static final String INDEXES =
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
          + " AND tbl_name IN ('users', 'refresh_tokens')";

  int sessions() {
    return users * SESSIONS_PER_USER;
  }

  static String name(int user) {
    return "user-%07d".formatted(user);
  }

  /** Returns the refresh token of a session. */
  static String refreshToken(int session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("session " + session));
  }

  private static String uuid(String what) {
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds the users and their sessions while no server runs. */
  void add() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String pragma :
          new String[] {"journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"}) {
        statement.execute("PRAGMA " + pragma);
      }
      StringBuilder indexes = new StringBuilder();
      StringBuilder drops = new StringBuilder();
      try (ResultSet rows = statement.executeQuery(INDEXES)) {
        while (rows.next()) {
          drops.append("DROP INDEX ").append(rows.getString(1)).append(";\n");
          indexes.append(rows.getString(2)).append(";\n");
        }
      }
      statement.executeUpdate(drops.toString());
      connection.setAutoCommit(false);
      addUsers(connection);
      addSessions(connection, 0, sessions(), Instant.now().plus(LIFETIME));
      connection.commit();
      connection.setAutoCommit(true);
      statement.executeUpdate(indexes.toString());
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  private void addUsers(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO users (sub, username, folded_username, email, email_verified,
                               password_hash, enabled, created_at, skeleton)
            SELECT ?1, ?2, ?2, ?2 || '@example.com', 1, password_hash, 1, created_at, ?2
            FROM users WHERE folded_username = 'alice'
            """)) {
      for (int user = 0; user < users; user++) {
        insert.setString(1, uuid(name(user)));
        insert.setString(2, name(user));
        insert.executeUpdate();
      }
    }
  }

  private void addSessions(Connection connection, int from, int count, Instant expiresAt)
      throws SQLException {
    long issuedAt = expiresAt.minus(LIFETIME).getEpochSecond();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO refresh_tokens (token_hash, sub, origin_jti, issued_at, expires_at,
                                        authenticated_at, client, address)
            VALUES (?1, ?2, ?3, ?4, ?5, ?4, 'Mozilla/5.0 (X11; Linux x86_64)', '203.0.113.7')
            """)) {
      for (int session = from; session < from + count; session++) {
        insert.setBytes(1, sha256(refreshToken(session)));
        insert.setString(2, uuid(name(session % users)));
        insert.setString(3, uuid("session " + session));
        insert.setLong(4, issuedAt);
        insert.setLong(5, expiresAt.getEpochSecond());
        insert.executeUpdate();
      }
    }
  }

  /** Adds sessions that have expired, while a server runs. */
  void addExpired(int count) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      addSessions(connection, sessions(), count, Instant.now().minus(Duration.ofDays(1)));
      connection.commit();
    }
  }

  /** Returns how many expired sessions are stored. */
  long expired() throws SQLException {
    try (Connection connection = connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT count(*) FROM refresh_tokens WHERE expires_at < ?")) {
      query.setLong(1, Instant.now().getEpochSecond());
      try (ResultSet row = query.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /** Copies the database while a server runs, as the documentation says. */
  void backUp(Path copy) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
    }
    return connection;
  }
}
