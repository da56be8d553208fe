package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.UserLookup.StoredUser;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Done;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.SdkFailures;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.token.AccountAccess;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * Changes and resets passwords.
 *
 * <p>A reset ends the user's sessions with {@code AdminUserGlobalSignOut}. If this call fails, the
 * reset reports an error, but the new password is already valid. The sessions then continue until
 * they are ended.
 */
final class CognitoPasswords implements Passwords {
  private static final Logger LOG = System.getLogger(CognitoPasswords.class.getName());

  private static final CognitoErrors<Done> FORGOT_PASSWORD =
      CognitoErrors.byCodeRequest("ForgotPassword");

  private static final CognitoErrors<PasswordResetOutcome> CONFIRM_FORGOT_PASSWORD =
      new CognitoErrors<PasswordResetOutcome>("ConfirmForgotPassword")
          .answer(
              new InvalidCode(),
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .refuse(
              new PasswordRefused(),
              InvalidPasswordException.class,
              PasswordHistoryPolicyViolationException.class)
          .refuse(new InvalidCode(), UserLambdaValidationException.class)
          .answerUnlessMisconfigured(
              new InvalidCode(), InvalidParameterException.class, NotAuthorizedException.class);

  private static final CognitoErrors<Done> ADMIN_USER_GLOBAL_SIGN_OUT =
      new CognitoErrors<Done>("AdminUserGlobalSignOut")
          // A deleted user has no sessions.
          .answer(Done.DONE, UserNotFoundException.class);

  private static final CognitoErrors<PasswordChangeOutcome> CHANGE_PASSWORD =
      CognitoErrors.<PasswordChangeOutcome>byAccessToken("ChangePassword", new AccessRefused())
          .answer(new TooManyAttempts(CognitoErrors.LOCK_PASSES), LimitExceededException.class)
          .refuse(new PasswordRefused(), PasswordHistoryPolicyViolationException.class)
          // Cognito's message names the broken policy. An emulator sends "Invalid password" if the
          // current password is wrong.
          .read(
              message ->
                  message.startsWith("Invalid password")
                      ? new Meaning.Answer<>(new InvalidCredentials(), Level.DEBUG)
                      : new Meaning.Answer<>(new PasswordRefused(), Level.INFO),
              InvalidPasswordException.class)
          .read(CognitoPasswords::changeNotAuthorized, NotAuthorizedException.class);

  private static Meaning<PasswordChangeOutcome> changeNotAuthorized(String message) {
    if (message.contains("attempts exceeded")) {
      return new Meaning.Answer<>(new TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG);
    }
    return message.contains("Incorrect username or password")
        ? new Meaning.Answer<>(new InvalidCredentials(), Level.DEBUG)
        : CognitoErrors.unlessMisconfigured(new AccessRefused(), message);
  }

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final UserLookup users;

  CognitoPasswords(CognitoSettings settings, ServiceClients service, UserLookup users) {
    this.settings = settings;
    this.service = service;
    this.users = users;
  }

  @Override
  public void sendResetCode(Caller caller, Username username) {
    String name = username.value();
    String hash = settings.secretHash(name);
    service.callWithPermit(
        FORGOT_PASSWORD,
        ServiceClients.secrets(hash),
        () -> {
          service
              .unlessHeard()
              .forgotPassword(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .secretHash(hash)
                          .userContextData(settings.risk().unsigned(caller))
                          .username(name));
          return Done.DONE;
        });
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return service.withPermit(
        List.of("ConfirmForgotPassword", "AdminUserGlobalSignOut", "AdminGetUser"),
        () ->
            ServiceClients.call(
                CONFIRM_FORGOT_PASSWORD,
                ServiceClients.secrets(code.reveal(), password.reveal(), hash),
                () -> {
                  service
                      .once()
                      .confirmForgotPassword(
                          request ->
                              request
                                  .clientId(settings.clientId())
                                  .secretHash(hash)
                                  .userContextData(settings.risk().unsigned(caller))
                                  .username(name)
                                  .confirmationCode(code.reveal())
                                  .password(password.reveal()));
                  endSessions(username);
                  return users
                      .byName(username)
                      .<PasswordResetOutcome>map(
                          user -> new PasswordReset(subject(user), new EndedSessions.All()))
                      // The user was deleted after the reset.
                      .orElseGet(InvalidCode::new);
                }));
  }

  /**
   * Ends all sessions. If an emulator does not support this, it logs a warning; sessions continue.
   */
  private void endSessions(Username username) {
    try {
      service
          .repeatedly()
          .adminUserGlobalSignOut(
              request -> request.userPoolId(settings.userPoolId()).username(username.value()));
    } catch (SdkException thrown) {
      if (SdkFailures.isUnknownOperation(thrown)) {
        LOG.log(
            Level.WARNING,
            "The endpoint does not know AdminUserGlobalSignOut, so the sessions of the user"
                + " continue");
      } else {
        ADMIN_USER_GLOBAL_SIGN_OUT.outcome(thrown, List.of());
      }
    }
  }

  private static Subject subject(StoredUser user) {
    if (user.subject() == null) {
      // The pool sets it, and nobody can change it.
      throw CognitoErrors.malformedResponse("AdminGetUser", "the user has no subject");
    }
    return user.subject();
  }

  @Override
  public PasswordChangeOutcome change(
      AccountAccess access, Password current, NewPassword password) {
    return CognitoLogins.inEachForm(current, form -> changeFrom(form, access, password));
  }

  private PasswordChangeOutcome changeFrom(
      Password current, AccountAccess access, NewPassword password) {
    String token = access.token().reveal();
    return service.callWithPermit(
        CHANGE_PASSWORD,
        ServiceClients.secrets(token, current.reveal(), password.reveal()),
        () -> {
          service
              .unlessHeard()
              .changePassword(
                  request ->
                      request
                          .accessToken(token)
                          .previousPassword(current.reveal())
                          .proposedPassword(password.reveal()));
          return new PasswordChanged();
        });
  }
}
