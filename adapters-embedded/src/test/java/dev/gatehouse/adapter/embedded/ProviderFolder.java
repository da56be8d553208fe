package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data folder of providers, with its content and a clock that a test moves. */
public final class ProviderFolder {
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(30);

  public final Path path;
  public volatile Instant now;

  /** How much of the difference of {@link #now} is no time that has passed. */
  volatile Duration turned = Duration.ZERO;

  @Nullable MasterKey masterKey;

  public ProviderFolder(Path path, Instant now) {
    this.path = path;
    this.now = now;
  }

  EmbeddedSettings settings() {
    return settings(TOKEN_LIFETIME);
  }

  EmbeddedSettings settings(Duration tokenLifetime) {
    return new EmbeddedSettings(
        path,
        "https://auth.example.com",
        tokenLifetime,
        REFRESH_TOKEN_LIFETIME,
        RegistrationConfirmation.AUTO,
        masterKey);
  }

  public EmbeddedIdentityProvider open() {
    return builder().open();
  }

  EmbeddedIdentityProvider open(Cost cost) {
    return builder().hasher(new PasswordHasher(cost, new SecureRandom())).open();
  }

  /** Creates the builder of a provider with cheap hashes. */
  EmbeddedProviderBuilder builder() {
    return builder(TOKEN_LIFETIME);
  }

  public EmbeddedProviderBuilder builder(Duration tokenLifetime) {
    return EmbeddedIdentityProvider.in(settings(tokenLifetime), () -> now)
        .ticker(() -> Duration.between(Instant.EPOCH, now.minus(turned)).toNanos())
        .hasher(new PasswordHasher(Cost.LEAST, new SecureRandom()))
        .workers(new WorkerPool(1));
  }

  /** Rotates the key as a separate process does. */
  public SigningKeyRotation rotate() {
    return EmbeddedIdentityProvider.rotateSigningKey(settings(), () -> now);
  }

  /** Turns the clock; no time passes. */
  void turnClock(Duration by) {
    now = now.plus(by);
    turned = turned.plus(by);
  }

  public Path keyFile(String keyId) {
    return path.resolve("signing-keys").resolve(keyId + ".pem");
  }

  public List<Path> keyFiles() throws IOException {
    try (var files = Files.list(path.resolve("signing-keys"))) {
      return files.toList();
    }
  }

  List<Path> files() throws IOException {
    try (var files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path.resolve("gatehouse.db"));
  }

  String text(String query) throws SQLException {
    return text(query, 1);
  }

  String text(String query, int column) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getString(column);
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
