package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.code.CapturedCodes;
import dev.gatehouse.adapter.embedded.code.CapturedCodesFile;
import dev.gatehouse.adapter.embedded.code.CapturedCodesInMemory;
import dev.gatehouse.adapter.embedded.code.Codes;
import dev.gatehouse.adapter.embedded.hashing.CallListener;
import dev.gatehouse.adapter.embedded.hashing.Operations;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.adapter.embedded.hashing.WorkerPoolState;
import dev.gatehouse.adapter.embedded.key.PrivateKeys;
import dev.gatehouse.adapter.embedded.key.PrivateKeysInMemory;
import dev.gatehouse.adapter.embedded.key.SigningKeyFolder;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.adapter.embedded.key.SigningKeyStore;
import dev.gatehouse.adapter.embedded.key.SigningKeys;
import dev.gatehouse.adapter.embedded.session.ChallengeStore;
import dev.gatehouse.adapter.embedded.session.SessionStore;
import dev.gatehouse.adapter.embedded.session.TokenIssuer;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.totp.TotpApps;
import dev.gatehouse.adapter.embedded.totp.TotpKey;
import dev.gatehouse.adapter.embedded.totp.TotpKeyFile;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Totp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

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
  public static final String CLIENT_ID = TokenIssuer.CLIENT_ID;

  private static final EmbeddedSettings IN_MEMORY =
      new EmbeddedSettings(
          Path.of(""),
          "http://gatehouse.test",
          Duration.ofHours(1),
          Duration.ofDays(30),
          RegistrationConfirmation.AUTO);

  private final Accounts accounts;
  private final WorkerPool workers;
  private final SigningKeys keys;
  private final CapturedCodes capturedCodes;
  private final EmbeddedRegistrations registrations;
  private final EmbeddedLogins logins;
  private final EmbeddedSessions sessions;
  private final EmbeddedPasswords passwords;
  private final EmbeddedProfiles profiles;
  private final EmbeddedTotp totp;
  private final List<RevocationFeed> feeds = new CopyOnWriteArrayList<>();

  private EmbeddedIdentityProvider(
      Accounts accounts,
      RegistrationConfirmation confirmation,
      WorkerPool workers,
      SigningKeys keys,
      CapturedCodes capturedCodes) {
    this.accounts = accounts;
    this.workers = workers;
    this.keys = keys;
    this.capturedCodes = capturedCodes;
    this.registrations = new EmbeddedRegistrations(accounts, confirmation);
    this.logins = new EmbeddedLogins(accounts);
    this.sessions = new EmbeddedSessions(accounts);
    this.passwords = new EmbeddedPasswords(accounts);
    this.profiles = new EmbeddedProfiles(accounts);
    this.totp = new EmbeddedTotp(accounts);
  }

  /** A provider that lives in a folder; the folder is created when absent. */
  public static Builder in(EmbeddedSettings settings, InstantSource clock) {
    return new Builder(settings, clock, false);
  }

  /**
   * An empty provider that lives in memory, for tests: the same code, with hashes so cheap that
   * they protect nothing, and a first signing key that all such providers of this JVM share. Where
   * nothing else is said, registrations are confirmed at once.
   */
  public static Builder inMemory(InstantSource clock) {
    return new Builder(IN_MEMORY, clock, true);
  }

  /** What a provider is to be like. */
  public static final class Builder {
    private final boolean inMemory;
    private final SecureRandom random = new SecureRandom();
    private EmbeddedSettings settings;
    private final InstantSource clock;
    private CallListener listener = (_, _, _) -> {};
    private @Nullable PasswordHasher hasher;
    private @Nullable WorkerPool workers;
    private @Nullable CapturedCodes capturedCodes;

    private Builder(EmbeddedSettings settings, InstantSource clock, boolean inMemory) {
      this.clock = clock;
      this.settings = settings;
      this.inMemory = inMemory;
    }

    /** Issues tokens with this {@code iss}; not empty. */
    public Builder issuer(String chosen) {
      settings = settings.withIssuer(chosen);
      return this;
    }

    /** Asks this of registrations. */
    public Builder confirmation(RegistrationConfirmation chosen) {
      settings = settings.withConfirmation(chosen);
      return this;
    }

    /** Tells this listener of each call. */
    public Builder listener(CallListener chosen) {
      listener = chosen;
      return this;
    }

    public Builder hasher(PasswordHasher chosen) {
      hasher = chosen;
      return this;
    }

    public Builder workers(WorkerPool chosen) {
      workers = chosen;
      return this;
    }

    Builder capturedCodes(CapturedCodes chosen) {
      capturedCodes = chosen;
      return this;
    }

    /**
     * Opens the provider.
     *
     * @throws IllegalStateException if the folder can't be used: it can't be written, its database
     *     was made by a newer version or its signing key is missing or damaged; the message names
     *     the path
     * @throws IdentityProviderUnavailableException if the database fails
     */
    public EmbeddedIdentityProvider open() {
      return inMemory
          ? open(
              SqliteDatabase.inMemory(Schema.current()),
              new PrivateKeysInMemory(),
              TotpKey.random(random),
              new CapturedCodesInMemory(),
              Cost.LEAST)
          : inFolder(settings, this::open);
    }

    private EmbeddedIdentityProvider open(DataDirectory directory) throws IOException {
      SqliteDatabase database = database(directory);
      try {
        return open(
            database,
            new SigningKeyFolder(directory),
            TotpKeyFile.open(directory, database.read(TotpApps::count), random),
            new CapturedCodesFile(directory),
            Cost.OWASP);
      } catch (IOException | RuntimeException e) {
        database.close();
        throw e;
      }
    }

    private EmbeddedIdentityProvider open(
        SqliteDatabase database,
        PrivateKeys privateKeys,
        TotpKey totpKey,
        CapturedCodes defaultCodes,
        Cost usualCost) {
      SigningKeys keys =
          new SigningKeys(
              new SigningKeyStore(database), privateKeys, settings.tokenLifetime(), clock);
      keys.start();
      WorkerPool threads = Objects.requireNonNullElseGet(workers, WorkerPool::ofThisMachine);
      PasswordHasher passwordHasher =
          Objects.requireNonNullElseGet(hasher, () -> new PasswordHasher(usualCost, random));
      CapturedCodes messages = Objects.requireNonNullElse(capturedCodes, defaultCodes);
      Accounts accounts =
          new Accounts(
              new Operations(threads, listener),
              database,
              new UserStore(UUID::randomUUID),
              new SessionStore(settings.refreshTokenLifetime(), settings.tokenLifetime(), random),
              new ChallengeStore(random),
              new TotpApps(totpKey, random),
              new Codes(database, passwordHasher, messages, random),
              passwordHasher,
              new TokenIssuer(settings.issuer(), keys, settings.tokenLifetime(), UUID::randomUUID),
              clock);
      return new EmbeddedIdentityProvider(
          accounts, settings.confirmation(), threads, keys, messages);
    }
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
            return new SigningKeys(
                    new SigningKeyStore(database),
                    new SigningKeyFolder(directory),
                    settings.tokenLifetime(),
                    clock)
                .rotate();
          }
        });
  }

  /** Something to do in a folder where nobody else starts meanwhile. */
  @FunctionalInterface
  interface FolderWork<T> {
    T run(DataDirectory directory) throws IOException;
  }

  static <T> T inFolder(EmbeddedSettings settings, FolderWork<T> work) {
    try {
      DataDirectory directory = new DataDirectory(settings.dataDirectory());
      return directory.withLock(() -> work.run(directory));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The data folder %s can't be used: %s".formatted(settings.dataDirectory(), e), e);
    }
  }

  static SqliteDatabase database(DataDirectory directory) throws IOException {
    return SqliteDatabase.open(directory.file("gatehouse.db"), Schema.current());
  }

  @Override
  public Registrations registrations() {
    return registrations;
  }

  @Override
  public Logins logins() {
    return logins;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Passwords passwords() {
    return passwords;
  }

  @Override
  public Profiles profiles() {
    return profiles;
  }

  @Override
  public Optional<Totp> totp() {
    return Optional.of(totp);
  }

  /**
   * The newest code that was sent to an address and is still good, read where it would have been
   * mailed from; null where there is none.
   *
   * @throws IdentityProviderUnavailableException if the captured codes can't be read
   */
  public @Nullable ConfirmationCode newestCode(EmailAddress address) {
    return capturedCodes.findNewest(
        sent -> sent.to().equals(address.value()), accounts.clock().instant());
  }

  /**
   * The newest code that was sent to a user, to whatever address, and is still good; null where
   * there is none.
   *
   * @throws IdentityProviderUnavailableException if the captured codes can't be read
   */
  public @Nullable ConfirmationCode newestCode(Username username) {
    return capturedCodes.findNewest(
        sent -> new Username(sent.username()).equals(username), accounts.clock().instant());
  }

  Accounts accounts() {
    return accounts;
  }

  /** What its threads have to do. */
  public WorkerPoolState workerPoolState() {
    return workers.state();
  }

  /** How many hashes of passwords and codes were computed so far: what logins cost. */
  public long computedHashes() {
    return accounts.hasher().hashes();
  }

  /**
   * Revokes the tokens of sessions that other processes end, from now on until this is closed, and
   * of those that have ended while tokens of theirs are still in force. Each is revoked within 2 s
   * of its end.
   *
   * <p>What ends through this provider is not published: outcomes tell which sessions those are.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public void publishRevocations(RevokedTokens revoked) {
    RevocationFeed feed = new RevocationFeed(accounts, capturedCodes);
    feeds.add(feed);
    feed.publishTo(revoked);
  }

  @Override
  public String issuer() {
    return accounts.tokens().issuer();
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
    feeds.forEach(RevocationFeed::close);
    workers.close();
    accounts.database().close();
  }
}
