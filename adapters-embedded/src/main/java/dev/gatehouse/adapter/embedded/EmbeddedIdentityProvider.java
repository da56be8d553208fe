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
  private final SigningKeys keys;
  private final TokenIssuer tokens;
  private final InstantSource clock;

  private EmbeddedIdentityProvider(
      SqliteDatabase database,
      Workers workers,
      PasswordHasher hasher,
      SigningKeys keys,
      TokenIssuer tokens,
      InstantSource clock) {
    this.database = database;
    this.workers = workers;
    this.hasher = hasher;
    this.users = new UserStore(database, UUID::randomUUID);
    this.keys = keys;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Opens the provider that lives in a folder, or starts a new one there.
   *
   * @param clock tells the current time
   * @throws IllegalStateException if the folder can't be used: it can't be written, its database
   *     was made by a newer version or its signing key is missing or damaged; the message names the
   *     path
   * @throws IdentityProviderUnavailableException if the database fails
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
    return inFolder(
        settings,
        directory -> {
          SqliteDatabase database = database(directory);
          try {
            SigningKeys keys = keys(settings, directory, database, clock);
            keys.start();
            TokenIssuer tokens =
                tokenIssuer(
                    settings.issuer(),
                    keys,
                    settings.tokenLifetime(),
                    database,
                    settings.refreshTokenLifetime());
            return new EmbeddedIdentityProvider(database, workers, hasher, keys, tokens, clock);
          } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
          }
        });
  }

  /**
   * Rotates the signing key of the provider that lives in a folder, as {@link #rotateSigningKey()}
   * does, whether or not it is open in this process or another. Where there is no key yet, the
   * first one is made.
   *
   * <p>A key that is missing or damaged does not hinder it: this is the way out.
   *
   * @param clock tells the current time
   * @throws IllegalStateException if the folder can't be used, or 100 keys are published; the
   *     message names what is in the way
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public static SigningKeyRotation rotateSigningKey(
      EmbeddedSettings settings, InstantSource clock) {
    return inFolder(
        settings,
        directory -> {
          try (SqliteDatabase database = database(directory)) {
            return keys(settings, directory, database, clock).rotate();
          }
        });
  }

  /** Something to do in a folder where nobody else starts meanwhile. */
  @FunctionalInterface
  private interface FolderWork<T> {
    T in(DataDirectory directory) throws IOException;
  }

  private static <T> T inFolder(EmbeddedSettings settings, FolderWork<T> work) {
    try {
      DataDirectory directory = new DataDirectory(settings.dataDirectory());
      return directory.alone(() -> work.in(directory));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The data folder %s can't be used: %s".formatted(settings.dataDirectory(), e), e);
    }
  }

  private static SqliteDatabase database(DataDirectory directory) throws IOException {
    return SqliteDatabase.open(directory.file("gatehouse.db"), Schema.current());
  }

  private static SigningKeys keys(
      EmbeddedSettings settings,
      DataDirectory directory,
      SqliteDatabase database,
      InstantSource clock)
      throws IOException {
    return new SigningKeys(
        new SigningKeyStore(database),
        new SigningKeyFolder(directory),
        settings.tokenLifetime(),
        clock);
  }

  /**
   * Starts an empty provider that lives in memory, for tests: the same code, with hashes so cheap
   * that they protect nothing, and a first signing key that all such providers of this JVM share.
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
    SigningKeys keys =
        new SigningKeys(
            new SigningKeyStore(database), new PrivateKeysInMemory(), TEST_TOKEN_LIFETIME, clock);
    keys.start();
    TokenIssuer tokens =
        tokenIssuer(issuer, keys, TEST_TOKEN_LIFETIME, database, TEST_REFRESH_TOKEN_LIFETIME);
    return new EmbeddedIdentityProvider(database, workers, hasher, keys, tokens, clock);
  }

  private static TokenIssuer tokenIssuer(
      String issuer,
      SigningKeys keys,
      Duration lifetime,
      SqliteDatabase database,
      Duration refreshTokenLifetime) {
    return new TokenIssuer(
        issuer,
        keys,
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

  /**
   * {@inheritDoc}
   *
   * <p>It tells of each new key 3 s before the first token that the key signs, and is read on the
   * caller's thread, however much the provider has to do.
   *
   * @throws IdentityProviderUnavailableException if the database fails or is closed
   */
  @Override
  public String keySet() {
    return keys.keySet();
  }

  /**
   * Has a new key sign the tokens, in every process that has the folder open.
   *
   * <p>The new key is published at once and signs from 3 s later on. The old one stays published
   * until all its tokens have expired for everyone; then it is no more, and a later rotation or
   * start removes its private part. Tokens issued before stay valid, so that this does not help
   * against a key that was stolen.
   *
   * <p>Makes an RSA key, on the caller's thread.
   *
   * @throws IllegalStateException if the new key can't be kept, or 100 keys are published
   * @throws IdentityProviderUnavailableException if the database fails or is closed
   */
  public SigningKeyRotation rotateSigningKey() {
    return keys.rotate();
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
