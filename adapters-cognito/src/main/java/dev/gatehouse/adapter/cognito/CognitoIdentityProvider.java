package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.CodeLimit;
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
 * <p>Time-outs and retries:
 *
 * <ul>
 *   <li>The time-out is 2 s for one attempt, and 5 s for a call with all its attempts.
 *   <li>Calls that may be repeated without harm have up to three attempts: {@code
 *       AdminConfirmSignUp}, {@code AdminGetUser}, {@code GetUser}, {@code RevokeToken}, {@code
 *       GlobalSignOut}, {@code AdminUserGlobalSignOut} and {@code SetUserMFAPreference}.
 *   <li>{@code SignUp} and calls that send the answer to a challenge or a one-time code have one
 *       attempt.
 *   <li>All other calls, for example {@code AdminInitiateAuth}, are retried only if it is certain
 *       that Cognito has not started them. So a wrong password never counts twice.
 *   <li>The longest times are: a registration 7 s, the completion of an interrupted registration 17
 *       s, an e-mail change 15 s, a password reset 12 s, a login that starts the setup of an
 *       authenticator app 10 s.
 *   <li>At most 512 conversations run at the same time. One more is refused, and nothing is sent.
 *       The same holds for a call beyond the {@link CognitoSettings#quotas quotas}. Registrations
 *       leave a quarter of the conversations and of the quota for logins to others.
 * </ul>
 *
 * <p>Tokens are refreshed with {@code GetTokensFromRefreshToken}. If an emulator does not know this
 * operation, the flow {@code REFRESH_TOKEN_AUTH} is used.
 *
 * <p>The constructor opens no connection. AWS credentials are read when the first call needs them.
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

  /** Creates a provider without metrics. AWS credentials come from the AWS SDK's default chain. */
  public CognitoIdentityProvider(CognitoSettings settings) {
    this(settings, NO_OP, CodeLimit.NONE);
  }

  /**
   * Creates a provider. AWS credentials come from the AWS SDK's default chain.
   *
   * @param listener is notified of each call to Cognito
   * @param codeLimit limits the codes to addresses that are not verified
   */
  public CognitoIdentityProvider(
      CognitoSettings settings, CallListener listener, CodeLimit codeLimit) {
    this(
        settings,
        DefaultCredentialsProvider.builder().build(),
        CallLimits.STANDARD,
        listener,
        codeLimit,
        Ticker.SYSTEM);
  }

  CognitoIdentityProvider(
      CognitoSettings settings, AwsCredentialsProvider credentials, CallLimits limits) {
    this(settings, credentials, limits, NO_OP, CodeLimit.NONE, Ticker.SYSTEM);
  }

  CognitoIdentityProvider(
      CognitoSettings settings,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      CallListener listener,
      CodeLimit codeLimit,
      Ticker ticker) {
    this.service =
        new ServiceClients(
            settings.region(),
            settings.endpoint(),
            credentials,
            limits,
            settings.quotas(),
            new MetricsInterceptor(listener),
            ticker);
    UserLookup users = new UserLookup(settings, service);
    this.totp = new CognitoTotp(service, users);
    this.logins = new CognitoLogins(settings, service, totp);
    this.registrations = new CognitoRegistrations(settings, service, users, logins, codeLimit);
    this.sessions = new CognitoSessions(settings, service);
    this.passwords = new CognitoPasswords(settings, service, users);
    this.profiles = new CognitoProfiles(service, users, codeLimit);
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

  /** Closes the connections to Cognito. Calls in flight fail. */
  @Override
  public void close() {
    service.close();
  }
}
