package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.RefreshToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The table {@code refresh_tokens}: hashes of the tokens in force.
 *
 * <p>A token is 256 random bits, so that a plain SHA-256 of it tells nobody the token.
 */
final class RefreshTokenStore {
  private static final int TOKEN_BYTES = 32;

  /**
   * How many expired tokens one new token clears away: more than one, so that the table shrinks to
   * what is in force; not all, so that no login pays for a long absence.
   */
  private static final int CLEARED_AT_ONCE = 100;

  private final SqliteDatabase database;
  private final Duration lifetime;
  private final SecureRandom random;

  RefreshTokenStore(SqliteDatabase database, Duration lifetime, SecureRandom random) {
    this.database = database;
    this.lifetime = lifetime;
    this.random = random;
  }

  /**
   * Makes a token and keeps its hash.
   *
   * @param originJti the login that it continues
   */
  RefreshToken issue(StoredUser user, UUID originJti, Instant now) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    RefreshToken token =
        new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    database.write(
        connection -> {
          clearExpired(connection, now);
          return insert(connection, token, user, originJti, now);
        });
    return token;
  }

  private int insert(
      Connection connection, RefreshToken token, StoredUser user, UUID originJti, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO refresh_tokens (token_hash, sub, origin_jti, issued_at, expires_at)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      insert.setBytes(1, hash(token));
      insert.setString(2, user.subject());
      insert.setString(3, originJti.toString());
      insert.setLong(4, now.getEpochSecond());
      insert.setLong(5, now.plus(lifetime).getEpochSecond());
      return insert.executeUpdate();
    }
  }

  private static void clearExpired(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            DELETE FROM refresh_tokens WHERE token_hash IN
              (SELECT token_hash FROM refresh_tokens WHERE expires_at <= ? LIMIT ?)
            """)) {
      delete.setLong(1, now.getEpochSecond());
      delete.setInt(2, CLEARED_AT_ONCE);
      delete.executeUpdate();
    }
  }

  private static byte[] hash(RefreshToken token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.reveal().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
