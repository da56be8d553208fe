package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Totp;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Stores its users in an Amazon Cognito user pool.
 *
 * <p>An attempt at an operation of the service is given up after 2 s, the operation with all its
 * attempts after 5 s. What changes nothing when it is repeated is attempted up to three times
 * ({@code AdminConfirmSignUp}, {@code AdminGetUser}, {@code GetUser}, {@code RevokeToken} and the
 * sign-outs and {@code SetUserMFAPreference}); {@code SignUp} and what takes an answer or a
 * one-time code once; the rest, {@code AdminInitiateAuth} among it, only where the service has not
 * looked at it, so that no wrong password counts twice. At the very worst a registration takes 7 s,
 * the completion of an interrupted one 17 s, a password reset 15 s, and a login that begins the
 * setting up of an app 10 s. 512 conversations may be under way at once; the next is refused before
 * anything is sent.
 *
 * <p>Tokens are refreshed by {@code GetTokensFromRefreshToken} or, where an emulator does not know
 * it, by {@code REFRESH_TOKEN_AUTH}.
 *
 * <p>Making a provider contacts nothing; credentials are looked up when the first operation needs
 * them.
 */
public final class CognitoIdentityProvider implements IdentityProvider, AutoCloseable {
  private static final CallListener NO_OP = (_, _, _) -> {};

  private final ServiceClients service;
  private final CognitoRegistrations registrations;
  private final CognitoLogins logins;
  private final CognitoSessions sessions;
  private final CognitoPasswords passwords;
  private final CognitoProfiles profiles;
  private final CognitoTotp totp;

  /** Uses this user pool, with credentials from the AWS SDK's default chain. */
  public CognitoIdentityProvider(CognitoSettings settings) {
    this(settings, NO_OP);
  }

  /**
   * Uses this user pool, with credentials from the AWS SDK's default chain.
   *
   * @param listener hears of every call of the service
   */
  public CognitoIdentityProvider(CognitoSettings settings, CallListener listener) {
    this(settings, DefaultCredentialsProvider.builder().build(), CallLimits.STANDARD, listener);
  }

  CognitoIdentityProvider(
      CognitoSettings settings, AwsCredentialsProvider credentials, CallLimits limits) {
    this(settings, credentials, limits, NO_OP);
  }

  CognitoIdentityProvider(
      CognitoSettings settings,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      CallListener listener) {
    this.service =
        new ServiceClients(settings, credentials, limits, new MetricsInterceptor(listener));
    UserLookup users = new UserLookup(settings, service);
    this.totp = new CognitoTotp(service, users);
    this.logins = new CognitoLogins(settings, service, totp);
    this.registrations = new CognitoRegistrations(settings, service, users, logins);
    this.sessions = new CognitoSessions(settings, service);
    this.passwords = new CognitoPasswords(settings, service, users);
    this.profiles = new CognitoProfiles(service, users, logins);
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

  /** Closes the connections to the service; a call in flight fails. */
  @Override
  public void close() {
    service.close();
  }
}
