package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.PasswordHasher.Cost;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.port.RevokedTokens;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
  public static final String CLIENT_ID = "gatehouse";

  private static final String TEST_ISSUER = "http://gatehouse.test";
  private static final Duration TEST_TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Duration TEST_REFRESH_TOKEN_LIFETIME = Duration.ofDays(30);

  private static final CallListener UNHEARD = (_, _, _) -> {};

  private final Accounts accounts;
  private final Workers workers;
  private final Calls calls;
  private final SigningKeys keys;
  private final Registrations registrations;
  private final Logins logins;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Profiles profiles;
  private final Totp totp;
  private final Outbox outbox;
  private final List<SessionEnds> followers = new CopyOnWriteArrayList<>();

  private EmbeddedIdentityProvider(
      Accounts accounts,
      RegistrationConfirmation confirmation,
      Workers workers,
      CallListener listener,
      SigningKeys keys,
      Outbox outbox) {
    this.accounts = accounts;
    this.workers = workers;
    this.calls = new Calls(workers, listener);
    this.keys = keys;
    this.registrations = new Registrations(accounts, confirmation);
    this.logins = new Logins(accounts);
    this.sessions = new Sessions(accounts);
    this.passwords = new Passwords(accounts);
    this.profiles = new Profiles(accounts);
    this.totp = new Totp(accounts);
    this.outbox = outbox;
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
    return open(settings, clock, UNHEARD);
  }

  /**
   * Opens the provider that lives in a folder, as {@link #open(EmbeddedSettings, InstantSource)}
   * does.
   *
   * @param clock tells the current time
   * @param listener hears of every call
   */
  public static EmbeddedIdentityProvider open(
      EmbeddedSettings settings, InstantSource clock, CallListener listener) {
    return open(
        settings,
        clock,
        new PasswordHasher(Cost.OWASP, new SecureRandom()),
        workersOfThisMachine(),
        listener);
  }

  static EmbeddedIdentityProvider open(
      EmbeddedSettings settings, InstantSource clock, PasswordHasher hasher, Workers workers) {
    return open(settings, clock, hasher, workers, UNHEARD);
  }

  static EmbeddedIdentityProvider open(
      EmbeddedSettings settings,
      InstantSource clock,
      PasswordHasher hasher,
      Workers workers,
      CallListener listener) {
    return inFolder(
        settings,
        directory -> {
          SqliteDatabase database = database(directory);
          try {
            SigningKeys keys = keys(settings, directory, database, clock);
            keys.start();
            Outbox outbox = new OutboxFile(directory);
            return new EmbeddedIdentityProvider(
                accounts(
                    database,
                    hasher,
                    outbox,
                    TotpKeyFile.in(directory, database.read(TotpApps::count), new SecureRandom()),
                    new TokenIssuer(
                        settings.issuer(), keys, settings.tokenLifetime(), UUID::randomUUID),
                    settings.refreshTokenLifetime(),
                    clock),
                settings.confirmation(),
                workers,
                listener,
                keys,
                outbox);
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
  interface FolderWork<T> {
    T in(DataDirectory directory) throws IOException;
  }

  static <T> T inFolder(EmbeddedSettings settings, FolderWork<T> work) {
    try {
      DataDirectory directory = new DataDirectory(settings.dataDirectory());
      return directory.alone(() -> work.in(directory));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The data folder %s can't be used: %s".formatted(settings.dataDirectory(), e), e);
    }
  }

  static SqliteDatabase database(DataDirectory directory) throws IOException {
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
   * Registrations are confirmed at once.
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
    return inMemory(clock, issuer, RegistrationConfirmation.AUTO);
  }

  /**
   * Starts an empty provider that lives in memory, as {@link #inMemory(InstantSource)} does.
   *
   * @param clock tells the current time
   * @param issuer the {@code iss} of its tokens; not empty
   * @param confirmation what a registration takes before the user can log in
   */
  public static EmbeddedIdentityProvider inMemory(
      InstantSource clock, String issuer, RegistrationConfirmation confirmation) {
    return inMemory(
        clock,
        issuer,
        confirmation,
        new OutboxInMemory(),
        new PasswordHasher(Cost.LEAST, new SecureRandom()),
        workersOfThisMachine());
  }

  static EmbeddedIdentityProvider inMemory(
      InstantSource clock,
      String issuer,
      RegistrationConfirmation confirmation,
      Outbox outbox,
      PasswordHasher hasher,
      Workers workers) {
    SqliteDatabase database = SqliteDatabase.inMemory(Schema.current());
    SigningKeys keys =
        new SigningKeys(
            new SigningKeyStore(database), new PrivateKeysInMemory(), TEST_TOKEN_LIFETIME, clock);
    keys.start();
    return new EmbeddedIdentityProvider(
        accounts(
            database,
            hasher,
            outbox,
            TotpKey.random(new SecureRandom()),
            new TokenIssuer(issuer, keys, TEST_TOKEN_LIFETIME, UUID::randomUUID),
            TEST_REFRESH_TOKEN_LIFETIME,
            clock),
        confirmation,
        workers,
        UNHEARD,
        keys,
        outbox);
  }

  private static Accounts accounts(
      SqliteDatabase database,
      PasswordHasher hasher,
      Outbox outbox,
      TotpKey totpKey,
      TokenIssuer tokens,
      Duration refreshTokenLifetime,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return new Accounts(
        database,
        new UserStore(UUID::randomUUID),
        new SessionStore(refreshTokenLifetime, tokens.lifetime(), random),
        new ChallengeStore(random),
        new TotpApps(totpKey, random),
        new Codes(database, hasher, outbox, random),
        hasher,
        tokens,
        clock);
  }

  private static Workers workersOfThisMachine() {
    return new Workers(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return calls.run("register", () -> registrations.register(user));
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    return calls.run("confirm", () -> registrations.confirm(username, code));
  }

  @Override
  public void resendCode(Username username) {
    calls.run("resend_code", () -> registrations.resendCode(username));
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    return calls.run("log_in", () -> logins.logIn(username, password));
  }

  @Override
  public ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    return calls.run("answer", () -> logins.answer(login, answer));
  }

  @Override
  public TotpStatusOutcome totpStatus(AccountAccess access) {
    return calls.run("totp_status", () -> totp.status(access));
  }

  @Override
  public TotpEnrolmentOutcome beginTotp(AccountAccess access) {
    return calls.run("begin_totp", () -> totp.begin(access));
  }

  @Override
  public TotpConfirmationOutcome confirmTotp(AccountAccess access, ConfirmationCode code) {
    return calls.run("confirm_totp", () -> totp.confirm(access, code));
  }

  @Override
  public TotpRemovalOutcome removeTotp(AccountAccess access) {
    return calls.run("remove_totp", () -> totp.remove(access));
  }

  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    return calls.run("refresh", () -> sessions.refresh(token));
  }

  @Override
  public @Nullable TokenOrigin end(RefreshToken token) {
    return calls.<@Nullable TokenOrigin>run("end", () -> sessions.end(token));
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    return calls.run("end_all", () -> sessions.endAll(access));
  }

  @Override
  public void sendResetCode(Username username) {
    calls.run("send_reset_code", () -> passwords.sendResetCode(username));
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    return calls.run("reset", () -> passwords.reset(username, code, password));
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    return calls.run("change_password", () -> passwords.change(access, current, password));
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return calls.run("change_email", () -> profiles.changeEmail(access, email));
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    return calls.run("send_email_code", () -> profiles.sendEmailCode(access));
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    return calls.run("verify_email", () -> profiles.verifyEmail(access, code));
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    return calls.run("delete", () -> profiles.delete(access, password));
  }

  /**
   * The newest code that was sent to an address and is still good, read where it would have been
   * mailed from; null where there is none.
   *
   * @throws IdentityProviderUnavailableException if the outbox can't be read
   */
  public @Nullable ConfirmationCode newestCode(EmailAddress address) {
    return outbox.newest(sent -> sent.to().equals(address.value()), accounts.clock().instant());
  }

  /**
   * The newest code that was sent to a user, to whatever address, and is still good; null where
   * there is none.
   *
   * @throws IdentityProviderUnavailableException if the outbox can't be read
   */
  public @Nullable ConfirmationCode newestCode(Username username) {
    return outbox.newest(
        sent -> new Username(sent.username()).equals(username), accounts.clock().instant());
  }

  Accounts accounts() {
    return accounts;
  }

  /** What its threads have to do. */
  public Workload workload() {
    return workers.load();
  }

  /** How many hashes of passwords and codes were computed so far: what logins cost. */
  public long hashesComputed() {
    return accounts.hasher().hashes();
  }

  /**
   * Tells a node which sessions end, from now on until this is closed, whichever process ends them;
   * and which have ended while tokens of theirs are still in force. An end is told within 2 s.
   *
   * @param revoked what the node refuses tokens by
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public void tellSessionEnds(RevokedTokens revoked) {
    SessionEnds ends = new SessionEnds(accounts.database(), outbox, accounts.clock());
    followers.add(ends);
    ends.follow(revoked);
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
    followers.forEach(SessionEnds::close);
    workers.close();
    accounts.database().close();
  }
}
