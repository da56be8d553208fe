package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.ChallengeNotSupported;
import dev.gatehouse.domain.LoginOutcome.ChallengeRequired;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.PasswordResetRequired;
import dev.gatehouse.domain.LoginOutcome.TooManyAttempts;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.InvalidCode;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.IdentityProvider;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Keeps its users in an Amazon Cognito user pool.
 *
 * <p><b>Registering</b> is {@code SignUp}, then {@code AdminConfirmSignUp}. A registration that
 * stopped between the two leaves a user that exists and can't log in; it is completed when it is
 * sent again. Then {@code SignUp} finds the name in use, and if that user is unconfirmed and has
 * the same e-mail address (compared exactly but for the case of ASCII letters), the user is
 * confirmed and the given password tried. Only the right one is answered with {@code Registered}; a
 * wrong one, another address or a confirmed user is {@code UsernameTaken}. A confirmed user is
 * never touched.
 *
 * <p>The confirmation comes first because the service answers "not confirmed" before it looks at a
 * password. So whoever knows the name and the address of a registration that stopped half-way can
 * have it confirmed without its password. That gives them nothing: its owner's password stays the
 * only one, and the registration would have been confirmed at once had it not been interrupted. The
 * owner then logs in, though registering yet again is answered with {@code UsernameTaken}.
 *
 * <p>Where registrations are confirmed by the pool's codes, all this falls away: registering is
 * {@code SignUp} alone.
 *
 * <p><b>Logging in</b> is {@code AdminInitiateAuth} with {@code ADMIN_USER_PASSWORD_AUTH}. The
 * service locks a user for a while after five wrong passwords, from wherever they come: a stranger
 * who knows a name can so keep its owner out, which no limit of ours prevents. Where the service
 * asks for more than a password, the answer goes to {@code AdminRespondToAuthChallenge}; an
 * authenticator app that the pool wants to be set up is begun at once, with {@code
 * AssociateSoftwareToken}. What the pool wants to know beside a new password ({@code
 * requiredAttributes}) is not asked for: such a challenge is not supported.
 *
 * <p><b>Afterwards.</b> Tokens are refreshed by {@code GetTokensFromRefreshToken} or, where an
 * emulator does not know it, by {@code REFRESH_TOKEN_AUTH}. A password reset ends the user's
 * sessions by {@code AdminUserGlobalSignOut}; where that fails the new password is in force all the
 * same, and sessions go on until they are ended. A deletion first logs in, for {@code DeleteUser}
 * asks for no password.
 *
 * <p><b>Trouble.</b> An attempt at an operation is given up after 2 s, the operation with all its
 * attempts after 5 s. What changes nothing when it is repeated is attempted up to three times
 * ({@code AdminConfirmSignUp}, {@code AdminGetUser}, {@code GetUser}, {@code RevokeToken} and the
 * sign-outs and {@code SetUserMFAPreference}); {@code SignUp} and what takes an answer or a
 * one-time code once; the rest, {@code AdminInitiateAuth} among it, only where the service has not
 * looked at it, so that no wrong password counts twice. At the very worst a registration takes 7 s,
 * the completion of an interrupted one 17 s, a password reset 15 s, and a login that begins the
 * setting up of an app 10 s. 512 conversations may be under way at once; the next is refused before
 * anything is sent.
 *
 * <p>Making a provider contacts nothing; credentials are looked up when the first operation needs
 * them.
 */
public final class CognitoIdentityProvider implements IdentityProvider, AutoCloseable {
  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(1);

  private static final CallListener UNHEARD = (_, _, _) -> {};

  private final ServiceClients service;
  private final UserPool pool;
  private final UserAccount account;
  private final SoftwareTokens softwareTokens;
  private final Challenges challenges;
  private final RegistrationConfirmation confirmation;
  private final Limits limits;
  private final Semaphore vacancies;

  /** Uses this user pool, with credentials from the AWS SDK's default chain. */
  public CognitoIdentityProvider(CognitoSettings settings) {
    this(settings, UNHEARD);
  }

  /**
   * Uses this user pool, with credentials from the AWS SDK's default chain.
   *
   * @param listener hears of every call of the service
   */
  public CognitoIdentityProvider(CognitoSettings settings, CallListener listener) {
    this(settings, DefaultCredentialsProvider.builder().build(), Limits.STANDARD, listener);
  }

  CognitoIdentityProvider(
      CognitoSettings settings, AwsCredentialsProvider credentials, Limits limits) {
    this(settings, credentials, limits, UNHEARD);
  }

  CognitoIdentityProvider(
      CognitoSettings settings,
      AwsCredentialsProvider credentials,
      Limits limits,
      CallListener listener) {
    this.service = new ServiceClients(settings, credentials, limits, new CallTelling(listener));
    this.softwareTokens = new SoftwareTokens(service);
    this.challenges = new Challenges(settings, service, softwareTokens);
    this.pool = new UserPool(settings, service, challenges);
    this.account = new UserAccount(settings, service);
    this.confirmation = settings.confirmation();
    this.limits = limits;
    this.vacancies = new Semaphore(limits.callsInFlight());
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return withinBounds(
        () ->
            switch (pool.signUp(user)) {
              case SignUp.Created(boolean confirmed, var subject) ->
                  confirmed ? new Registered(subject) : created(user, subject);
              case SignUp.NameInUse() ->
                  switch (confirmation) {
                    case AUTO -> complete(user);
                    case CODE -> new UsernameTaken();
                  };
              case SignUp.Refused(var outcome) -> outcome;
            });
  }

  private RegistrationOutcome created(NewUser user, @Nullable Subject subject) {
    return switch (confirmation) {
      case AUTO ->
          switch (pool.confirm(user.username())) {
            case DONE -> new Registered(subject);
          };
      case CODE -> new ConfirmationRequired(subject);
    };
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    return withinBounds(() -> account.confirm(username, code));
  }

  @Override
  public void resendCode(Username username) {
    withinBounds(() -> account.resendCode(username));
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    return withinBounds(() -> pool.logIn(username, password));
  }

  @Override
  public ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    return withinBounds(() -> challenges.answer(login, answer));
  }

  @Override
  public TotpStatusOutcome totpStatus(AccountAccess access) {
    return withinBounds(
        () ->
            account
                .user(access.token())
                .map(SoftwareTokens::status)
                .orElseGet(TotpStatusOutcome.AccessRefused::new));
  }

  @Override
  public TotpEnrolmentOutcome beginTotp(AccountAccess access) {
    return withinBounds(() -> softwareTokens.begin(access.token()));
  }

  @Override
  public TotpConfirmationOutcome confirmTotp(AccountAccess access, ConfirmationCode code) {
    return withinBounds(() -> softwareTokens.confirm(access.token(), code));
  }

  @Override
  public TotpRemovalOutcome removeTotp(AccountAccess access) {
    return withinBounds(() -> softwareTokens.remove(access.token()));
  }

  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    return withinBounds(() -> account.refresh(token));
  }

  /** The service does not tell which login it ended. */
  @Override
  public @Nullable TokenOrigin end(RefreshToken token) {
    withinBounds(() -> account.revoke(token));
    return null;
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    return withinBounds(() -> account.signOut(access.token()));
  }

  @Override
  public void sendResetCode(Username username) {
    withinBounds(() -> account.sendResetCode(username));
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    return withinBounds(
        () ->
            switch (account.reset(username, code, password)) {
              case SET -> {
                account.signOut(username);
                yield new PasswordReset(subject(username));
              }
              case INVALID_CODE -> new InvalidCode();
              case PASSWORD_REFUSED -> new PasswordResetOutcome.PasswordRefused();
            });
  }

  private Subject subject(Username username) {
    String subject = pool.find(username).map(UserPool.StoredUser::subject).orElse(null);
    if (subject == null) {
      throw CognitoErrors.nonsense("AdminGetUser", "a user without a subject");
    }
    return new Subject(subject);
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    return withinBounds(() -> account.changePassword(access.token(), current, password));
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return withinBounds(
        () -> {
          UserAccount.Email former = account.email(access.token()).orElse(null);
          if (former == null) {
            return new EmailChangeOutcome.AccessRefused();
          }
          if (former.address().equals(email.value())) {
            return changed(former, false);
          }
          return switch (account.update(access.token(), email)) {
            case DONE -> changed(new UserAccount.Email(email.value(), false), false);
            case TO_BE_VERIFIED -> changed(account.email(access.token()).orElse(former), true);
            case REFUSED -> new EmailRefused();
            case ACCESS_REFUSED -> new EmailChangeOutcome.AccessRefused();
          };
        });
  }

  private static EmailChangeOutcome changed(
      UserAccount.Email current, boolean verificationRequired) {
    return new EmailChanged(
        new Identity.Email(new EmailAddress(current.address()), current.verified()),
        verificationRequired);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    return withinBounds(() -> account.sendEmailCode(access.token()));
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    return withinBounds(() -> account.verify(access.token(), code));
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    return withinBounds(
        () ->
            switch (pool.tryPassword(access.claims().identity().username(), password)) {
              // The service asks for further steps only once the password was right.
              case LoggedIn _, ChallengeRequired _, ChallengeNotSupported _ ->
                  account.delete(access.token());
              case InvalidCredentials _,
                  UserDisabled _,
                  UserNotConfirmed _,
                  PasswordResetRequired _ ->
                  new DeletionOutcome.InvalidCredentials();
              case TooManyAttempts(var retryAfter) ->
                  new DeletionOutcome.TooManyAttempts(retryAfter);
            });
  }

  /** Takes up a registration that stopped half-way, if that is what holds the name. */
  private RegistrationOutcome complete(NewUser user) {
    UserPool.StoredUser halfWay =
        pool.find(user.username())
            .filter(found -> !found.confirmed() && found.hasAddress(user.email()))
            .orElse(null);
    if (halfWay == null) {
      return new UsernameTaken();
    }
    String subject = halfWay.subject();
    RegistrationOutcome confirmed =
        switch (pool.confirm(user.username())) {
          case DONE -> new Registered(subject == null ? null : new Subject(subject));
        };
    return switch (pool.tryPassword(user.username(), user.password().asPassword())) {
      // The service asks for further steps only once the password was right.
      case LoggedIn _, ChallengeRequired _, ChallengeNotSupported _ -> confirmed;
      case InvalidCredentials _, UserDisabled _, PasswordResetRequired _, TooManyAttempts _ ->
          new UsernameTaken();
      case UserNotConfirmed _ ->
          throw CognitoErrors.nonsense("AdminInitiateAuth", "a confirmed user is not confirmed");
    };
  }

  private <A> A withinBounds(Supplier<A> conversation) {
    if (!vacancies.tryAcquire()) {
      throw IdentityProviderUnavailableException.overloaded(
          limits.callsInFlight() + " calls to the user pool are in flight", OVERLOAD_PASSES);
    }
    try {
      return conversation.get();
    } finally {
      vacancies.release();
    }
  }

  /** Closes the connections to the service; a call in flight fails. */
  @Override
  public void close() {
    service.close();
  }
}
