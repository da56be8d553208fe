package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.code.CapturedCodes;
import dev.gatehouse.adapter.embedded.event.DatabaseInboxes;
import dev.gatehouse.adapter.embedded.hashing.WorkerPoolState;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.adapter.embedded.key.SigningKeys;
import dev.gatehouse.adapter.embedded.session.TokenIssuer;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.LoginQueue;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.port.UserEventInboxes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that stores users on this machine and issues their tokens.
 *
 * <p>In addition to the promises of {@link IdentityProvider}: a provider in a folder is durable, so
 * a completed operation survives the end of the process at any moment. An unknown user costs the
 * same hash work as a wrong password. Passwords are stored in Unicode normalization form C. Hashing
 * runs on platform threads, one less than the machine has cores; attempts wait for them in a {@link
 * LoginQueue}. Other operations have threads of their own. If more work waits than they can do
 * within seconds, an operation fails at once as overloaded. The provider never locks accounts.
 *
 * <p>Several processes may use the same folder at a time.
 */
public final class EmbeddedIdentityProvider
    implements IdentityProvider, PublishedKeys, AutoCloseable {
  /** The client of the tokens: their {@code aud} or {@code client_id}. */
  public static final String CLIENT_ID = TokenIssuer.CLIENT_ID;

  private final Accounts accounts;
  private final SigningKeys keys;
  private final CapturedCodes capturedCodes;
  private final Readiness readiness;
  private final EmbeddedRegistrations registrations;
  private final List<RevocationFeed> feeds = new CopyOnWriteArrayList<>();

  EmbeddedIdentityProvider(
      Accounts accounts,
      RegistrationConfirmation confirmation,
      SigningKeys keys,
      CapturedCodes capturedCodes,
      Ticker ticker) {
    this.accounts = accounts;
    this.keys = keys;
    this.readiness = new Readiness(accounts, keys, ticker);
    this.capturedCodes = capturedCodes;
    this.registrations = new EmbeddedRegistrations(accounts, confirmation);
  }

  /** Builds a provider in a folder; creates the folder if needed. */
  public static EmbeddedProviderBuilder in(EmbeddedSettings settings, InstantSource clock) {
    return new EmbeddedProviderBuilder(settings, clock, false);
  }

  /**
   * Builds an empty provider in memory, for tests. It is the same code with cheap hashes that
   * protect nothing. All providers in memory of a JVM share their first signing key. By default
   * registrations need no confirmation.
   */
  public static EmbeddedProviderBuilder inMemory(InstantSource clock) {
    return new EmbeddedProviderBuilder(EmbeddedProviderBuilder.IN_MEMORY, clock, true);
  }

  /**
   * Rotates the signing key in a folder, as {@link #rotateSigningKey()} does. Other processes may
   * have the folder open. Creates the first key if there is none.
   *
   * <p>This also works if the current key is missing or damaged.
   *
   * @param clock the source of the current time
   * @throws IllegalStateException if the folder cannot be used, or 100 keys are published; the
   *     message names the problem
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public static SigningKeyRotation rotateSigningKey(
      EmbeddedSettings settings, InstantSource clock) {
    return LockedFolder.rotateSigningKey(settings, clock);
  }

  @Override
  public Registrations registrations() {
    return registrations;
  }

  @Override
  public Logins logins() {
    return new EmbeddedLogins(accounts);
  }

  @Override
  public Sessions sessions() {
    return new EmbeddedSessions(accounts);
  }

  @Override
  public Passwords passwords() {
    return new EmbeddedPasswords(accounts);
  }

  @Override
  public Profiles profiles() {
    return new EmbeddedProfiles(accounts);
  }

  @Override
  public boolean isReady() {
    return readiness.check();
  }

  @Override
  public Optional<KnownAddresses> knownAddresses() {
    return Optional.of(new EmbeddedKnownAddresses(accounts));
  }

  @Override
  public Optional<LoginQueue> loginQueue() {
    return Optional.of(accounts.calls().queue());
  }

  @Override
  public Optional<UserEventInboxes> userEventInboxes() {
    return Optional.of(new DatabaseInboxes(accounts.database(), accounts.clock()));
  }

  @Override
  public Optional<Totp> totp() {
    return Optional.of(new EmbeddedTotp(accounts));
  }

  /**
   * Returns the newest valid code that was sent to an address, from the captured codes; null if
   * there is none.
   *
   * @throws IdentityProviderUnavailableException if the captured codes cannot be read
   */
  public @Nullable ConfirmationCode newestCode(EmailAddress address) {
    return capturedCodes.findNewest(
        sent -> sent.to().equals(address.value()), accounts.clock().instant());
  }

  /**
   * Returns the newest valid code that was sent to a user; null if there is none.
   *
   * @throws IdentityProviderUnavailableException if the captured codes cannot be read
   */
  public @Nullable ConfirmationCode newestCode(Username username) {
    return capturedCodes.findNewest(
        sent -> sent.username().equals(username), accounts.clock().instant());
  }

  Accounts accounts() {
    return accounts;
  }

  /** Returns the load of the threads that compute hashes, and of the queue before them. */
  public WorkerPoolState hashingLoad() {
    return accounts.calls().hashingLoad();
  }

  /** Returns how many hashes of passwords and codes were computed. */
  public long computedHashes() {
    return accounts.hasher().hashes();
  }

  /**
   * Revokes the tokens of sessions that other processes end or have ended, until the provider is
   * closed. A token is revoked within 2 s of the end of its session.
   *
   * <p>Does not publish sessions that this provider ends: the outcomes list them.
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
   * <p>Contains each new key 3 s before its first token. Runs on the caller's thread, whatever the
   * load of the threads.
   *
   * @throws IdentityProviderUnavailableException if the database fails or is closed
   */
  @Override
  public String keySet() {
    return keys.keySet();
  }

  /**
   * Rotates the signing key in every process that uses the folder.
   *
   * <p>The new key is published at once and signs 3 s later. The old key stays published until all
   * its tokens have expired; a later rotation or start deletes its private part. Tokens of the old
   * key stay valid, so a rotation does not help against a stolen key.
   *
   * <p>Creates an RSA key on the caller's thread.
   *
   * @throws IllegalStateException if the new key cannot be stored, or 100 keys are published
   * @throws IdentityProviderUnavailableException if the database fails or is closed
   */
  public SigningKeyRotation rotateSigningKey() {
    return keys.rotate();
  }

  /**
   * Waits a few seconds for running operations and closes the database. Later operations throw
   * {@link IdentityProviderUnavailableException}. Closing twice has no further effect.
   */
  @Override
  public void close() {
    feeds.forEach(RevocationFeed::close);
    accounts.calls().close();
    accounts.database().close();
  }
}
