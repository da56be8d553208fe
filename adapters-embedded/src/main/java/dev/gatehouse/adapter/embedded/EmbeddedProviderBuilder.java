package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.UserStore;
import dev.gatehouse.adapter.embedded.code.CapturedCodes;
import dev.gatehouse.adapter.embedded.code.CapturedCodesFile;
import dev.gatehouse.adapter.embedded.code.CapturedCodesInMemory;
import dev.gatehouse.adapter.embedded.code.Codes;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations;
import dev.gatehouse.adapter.embedded.hashing.CallListener;
import dev.gatehouse.adapter.embedded.hashing.Operations;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.adapter.embedded.key.PrivateKeys;
import dev.gatehouse.adapter.embedded.key.PrivateKeysInMemory;
import dev.gatehouse.adapter.embedded.key.SigningKey;
import dev.gatehouse.adapter.embedded.key.SigningKeyFolder;
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
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.port.CodeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Configures a provider. */
public final class EmbeddedProviderBuilder {
  /** The settings of a provider in memory. */
  static final EmbeddedSettings IN_MEMORY =
      new EmbeddedSettings(
          Path.of(""),
          "http://gatehouse.test",
          Duration.ofHours(1),
          Duration.ofDays(30),
          RegistrationConfirmation.AUTO);

  private final boolean inMemory;
  private final SecureRandom random = new SecureRandom();
  private EmbeddedSettings settings;
  private final InstantSource clock;
  private Ticker ticker = Ticker.SYSTEM;
  private CallListener listener = (_, _, _) -> {};
  private @Nullable PasswordHasher hasher;
  private @Nullable WorkerPool workers;
  private @Nullable CapturedCodes capturedCodes;
  private CodeLimit codeLimit = CodeLimit.NONE;
  private Supplier<Provider> signatures = SigningKey::providerOfTheJdk;

  EmbeddedProviderBuilder(EmbeddedSettings settings, InstantSource clock, boolean inMemory) {
    this.clock = clock;
    this.settings = settings;
    this.inMemory = inMemory;
  }

  /** Sets the issuer of the tokens; not empty. */
  public EmbeddedProviderBuilder issuer(String chosen) {
    settings = settings.withIssuer(chosen);
    return this;
  }

  /** Sets how registrations are confirmed. */
  public EmbeddedProviderBuilder confirmation(RegistrationConfirmation chosen) {
    settings = settings.withConfirmation(chosen);
    return this;
  }

  /** Sets what measures durations; the default is the ticker of this machine. */
  public EmbeddedProviderBuilder ticker(Ticker chosen) {
    ticker = chosen;
    return this;
  }

  /** Sets a listener for operations. */
  public EmbeddedProviderBuilder listener(CallListener chosen) {
    listener = chosen;
    return this;
  }

  public EmbeddedProviderBuilder hasher(PasswordHasher chosen) {
    hasher = chosen;
    return this;
  }

  /** Sets the threads that compute hashes. */
  public EmbeddedProviderBuilder workers(WorkerPool chosen) {
    workers = chosen;
    return this;
  }

  /** Limits the codes to addresses that are not verified. By default, all codes are allowed. */
  public EmbeddedProviderBuilder codeLimit(CodeLimit chosen) {
    codeLimit = chosen;
    return this;
  }

  /**
   * Sets the security provider that signs tokens; the default is that of the JDK. It is first asked
   * for when the first token is signed.
   */
  public EmbeddedProviderBuilder signatures(Supplier<Provider> chosen) {
    signatures = chosen;
    return this;
  }

  EmbeddedProviderBuilder capturedCodes(CapturedCodes chosen) {
    capturedCodes = chosen;
    return this;
  }

  /**
   * Opens the provider.
   *
   * @throws IllegalStateException if the folder cannot be used: it is not writable, its database
   *     belongs to a newer version, or its signing key is missing or damaged; the message names the
   *     path
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
        : LockedFolder.run(settings, this::open);
  }

  private EmbeddedIdentityProvider open(DataDirectory directory) throws IOException {
    KeyFolders keys = KeyFolders.open(directory, settings.masterKeys());
    SqliteDatabase database = LockedFolder.database(directory);
    try {
      return open(
          database,
          new SigningKeyFolder(keys.signing),
          TotpKeyFile.open(keys.totp, () -> database.read(TotpApps::count), random),
          new CapturedCodesFile(directory, ticker),
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
            new SigningKeyStore(database),
            privateKeys,
            settings.tokenLifetime(),
            clock,
            signatures);
    keys.start();
    WorkerPool hashing = Objects.requireNonNullElseGet(workers, WorkerPool::ofThisMachine);
    PasswordHasher passwordHasher =
        Objects.requireNonNullElseGet(hasher, () -> new PasswordHasher(usualCost, random));
    CapturedCodes messages = Objects.requireNonNullElse(capturedCodes, defaultCodes);
    UserStore users = new UserStore(UUID::randomUUID);
    while (database.write(users::addSkeletons) > 0) {
      // Other processes write between the steps.
    }
    Accounts accounts =
        new Accounts(
            new Operations(hashing, listener),
            database,
            users,
            new PendingRegistrations(database, passwordHasher),
            new SessionStore(settings.refreshTokenLifetime(), settings.tokenLifetime(), random),
            new ChallengeStore(random),
            new TotpApps(totpKey, random),
            new Codes(database, passwordHasher, messages, codeLimit, random),
            passwordHasher,
            new TokenIssuer(settings.issuer(), keys, settings.tokenLifetime(), UUID::randomUUID),
            clock);
    return new EmbeddedIdentityProvider(accounts, settings.confirmation(), keys, messages, ticker);
  }
}
