package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.PasswordHasher.Cost;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.PublishedKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Keeps users on this machine and issues their tokens itself.
 *
 * <p>Beyond what {@link IdentityProvider} promises: on file, what it acknowledged survives the end
 * of the process at any moment; an unknown user costs the same hash work as a wrong password;
 * passwords are compared as given, with no Unicode normalization. Hashing and storage run on
 * platform threads of its own, one less than the machine has cores; when more is waiting for them
 * than they can do within seconds, it throws at once that it is overloaded. It locks no account.
 *
 * <p>Its folder may be open in several processes at a time.
 */
public final class EmbeddedIdentityProvider
    implements IdentityProvider, PublishedKeys, AutoCloseable {
  /** The client that its tokens are issued for: their {@code aud} or {@code client_id}. */
  public static final String CLIENT_ID = "gatehouse";

  private static final String TEST_ISSUER = "http://gatehouse.test";
  private static final Duration TEST_TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Duration TEST_REFRESH_TOKEN_LIFETIME = Duration.ofDays(30);

  private final SqliteDatabase database;
  private final Workers workers;
  private final PasswordHasher hasher;
  private final UserStore users;
  private final TokenIssuer tokens;
  private final InstantSource clock;

  private EmbeddedIdentityProvider(
      SqliteDatabase database,
      Workers workers,
      PasswordHasher hasher,
      TokenIssuer tokens,
      InstantSource clock) {
    this.database = database;
    this.workers = workers;
    this.hasher = hasher;
    this.users = new UserStore(database, UUID::randomUUID);
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Opens the provider that lives in a folder, or starts a new one there.
   *
   * @param clock tells the current time
   * @throws IllegalStateException if the folder can't be used: it can't be written, its database
   *     was made by a newer version or its signing key is damaged; the message names the path
   */
  public static EmbeddedIdentityProvider open(EmbeddedSettings settings, InstantSource clock) {
    return open(
        settings,
        clock,
        new PasswordHasher(Cost.OWASP, new SecureRandom()),
        workersOfThisMachine());
  }

  static EmbeddedIdentityProvider open(
      EmbeddedSettings settings, InstantSource clock, PasswordHasher hasher, Workers workers) {
    try {
      DataDirectory directory = new DataDirectory(settings.dataDirectory());
      return directory.alone(
          () -> {
            SigningKey key = new SigningKeyFolder(directory).loadOrMake();
            SqliteDatabase database =
                SqliteDatabase.open(directory.file("gatehouse.db"), Schema.current());
            TokenIssuer tokens =
                tokenIssuer(
                    settings.issuer(),
                    key,
                    settings.tokenLifetime(),
                    database,
                    settings.refreshTokenLifetime());
            return new EmbeddedIdentityProvider(database, workers, hasher, tokens, clock);
          });
    } catch (IOException e) {
      throw new IllegalStateException(
          "The data folder %s can't be used: %s".formatted(settings.dataDirectory(), e), e);
    }
  }

  /**
   * Starts an empty provider that lives in memory, for tests: the same code, with hashes so cheap
   * that they protect nothing, and a signing key that all such providers of this JVM share.
   *
   * @param clock tells the current time
   */
  public static EmbeddedIdentityProvider inMemory(InstantSource clock) {
    return inMemory(clock, TEST_ISSUER);
  }

  /**
   * Starts an empty provider that lives in memory, as {@link #inMemory(InstantSource)} does.
   *
   * @param clock tells the current time
   * @param issuer the {@code iss} of its tokens; not empty
   */
  public static EmbeddedIdentityProvider inMemory(InstantSource clock, String issuer) {
    return inMemory(
        clock, issuer, new PasswordHasher(Cost.LEAST, new SecureRandom()), workersOfThisMachine());
  }

  static EmbeddedIdentityProvider inMemory(
      InstantSource clock, String issuer, PasswordHasher hasher, Workers workers) {
    SqliteDatabase database = SqliteDatabase.inMemory(Schema.current());
    TokenIssuer tokens =
        tokenIssuer(
            issuer,
            SigningKey.ofThisJvm(),
            TEST_TOKEN_LIFETIME,
            database,
            TEST_REFRESH_TOKEN_LIFETIME);
    return new EmbeddedIdentityProvider(database, workers, hasher, tokens, clock);
  }

  private static TokenIssuer tokenIssuer(
      String issuer,
      SigningKey key,
      Duration lifetime,
      SqliteDatabase database,
      Duration refreshTokenLifetime) {
    return new TokenIssuer(
        issuer,
        key,
        lifetime,
        new RefreshTokenStore(database, refreshTokenLifetime, new SecureRandom()),
        UUID::randomUUID);
  }

  private static Workers workersOfThisMachine() {
    return new Workers(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return workers.run(
        () -> {
          // Hashed before anyone looks, so that a taken name takes as long, and outside any lock.
          PasswordHash hash = hasher.hash(user.password().asPassword());
          return users.add(user.username(), user.email(), hash, clock.instant())
              ? new Registered()
              : new UsernameTaken();
        });
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    return workers.run(
        () -> {
          StoredUser user = users.find(username);
          PasswordHash hash = user == null ? hasher.decoy() : user.passwordHash();
          return hasher.matches(password, hash) && user != null
              ? proven(user, password)
              : new InvalidCredentials();
        });
  }

  private LoginOutcome proven(StoredUser user, Password password) {
    if (!user.enabled()) {
      return new UserDisabled();
    }
    if (hasher.isWeak(user.passwordHash())) {
      users.renewPasswordHash(user, hasher.hash(password));
    }
    return new LoggedIn(tokens.issue(user, clock.instant()));
  }

  @Override
  public String issuer() {
    return tokens.issuer();
  }

  @Override
  public String keySet() {
    return tokens.keySet();
  }

  /**
   * Finishes what was begun, for a few seconds at most, and closes the database; from then on every
   * registration and login throws {@link IdentityProviderUnavailableException}. Closing twice does
   * nothing more.
   */
  @Override
  public void close() {
    workers.close();
    database.close();
  }
}
