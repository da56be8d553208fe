package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.UserLookup.StoredUser;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Done;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.port.CodeLimit;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/**
 * Registers users with {@code SignUp} and then {@code AdminConfirmSignUp}.
 *
 * <p>If a registration stops between these two calls, the user exists but can't log in. The same
 * registration, sent again, completes it: {@code SignUp} reports that the name is in use. If that
 * user is unconfirmed and has the same e-mail address (only the case of ASCII letters is ignored),
 * the user is confirmed, and then the password is tried. If the password is correct, the outcome is
 * {@code Registered}. If the password is wrong, the address differs or the user is already
 * confirmed, the outcome is {@code UsernameTaken}. A confirmed user is never changed.
 *
 * <p>The confirmation comes first because Cognito checks a password only for confirmed users. So a
 * person who knows the name and the address of an interrupted registration can confirm it without
 * the password. This is no advantage for that person: only the owner's password is valid, and
 * without the interruption the user would be confirmed already. The owner can then log in; another
 * registration returns {@code UsernameTaken}.
 *
 * <p>If registrations are confirmed with one-time codes, registering calls only {@code SignUp}.
 */
final class CognitoRegistrations implements Registrations {
  private final CognitoSettings settings;
  private final ServiceClients service;
  private final UserLookup users;
  private final CognitoLogins logins;
  private final CodeLimit codeLimit;

  CognitoRegistrations(
      CognitoSettings settings,
      ServiceClients service,
      UserLookup users,
      CognitoLogins logins,
      CodeLimit codeLimit) {
    this.settings = settings;
    this.service = service;
    this.users = users;
    this.logins = logins;
    this.codeLimit = codeLimit;
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    boolean automatic = settings.confirmation() == RegistrationConfirmation.AUTO;
    TooManyAttempts tooMany = automatic ? null : codeLimit.acquire(user.email());
    if (tooMany != null) {
      return tooMany;
    }
    return service.withPermit(
        automatic ? List.of("SignUp", "AdminConfirmSignUp") : List.of("SignUp"),
        () ->
            switch (signUp(caller, user)) {
              case ConfirmationRequired(var subject) when automatic -> {
                confirmWithoutCode(user.username());
                yield new Registered(subject);
              }
              case UsernameTaken _ when automatic -> complete(caller, user);
              case RegistrationOutcome outcome -> outcome;
            });
  }

  /** Completes an interrupted registration, if the name belongs to one. */
  private RegistrationOutcome complete(Caller caller, NewUser user) {
    service.acquire(List.of("AdminGetUser", "AdminInitiateAuth"), true);
    StoredUser halfWay =
        users
            .byName(user.username())
            .filter(found -> !found.confirmed() && found.hasAddress(user.email()))
            .orElse(null);
    if (halfWay == null) {
      return new UsernameTaken();
    }
    confirmWithoutCode(user.username());
    return switch (logins.checkPassword(caller, user.username(), user.password().asPassword())) {
      case CORRECT -> new Registered(halfWay.subject());
      case WRONG, LOCKED -> new UsernameTaken();
      case NOT_CONFIRMED ->
          throw CognitoErrors.malformedResponse(
              "AdminInitiateAuth", "the user is reported as not confirmed after the confirmation");
    };
  }

  /**
   * Creates a user. The outcome is {@code Registered} if the pool has confirmed the user, which a
   * Lambda trigger can do. The call is not signed, because {@code SignUp} requires no AWS
   * credentials.
   */
  private RegistrationOutcome signUp(Caller caller, NewUser user) {
    String username = user.username().value();
    String password = user.password().reveal();
    String hash = settings.secretHash(username);
    return ServiceClients.call(
        RegistrationErrors.SIGN_UP,
        ServiceClients.secrets(password, hash),
        () -> {
          SignUpResponse answer =
              service
                  .once()
                  .signUp(
                      request ->
                          request
                              .clientId(settings.clientId())
                              .secretHash(hash)
                              .userContextData(settings.risk().unsigned(caller))
                              .username(username)
                              .password(password)
                              .userAttributes(UserLookup.email(user.email())));
          if (answer.userConfirmed() == null) {
            throw CognitoErrors.malformedResponse(
                "SignUp", "the response does not contain whether the user is confirmed");
          }
          Subject subject = UserLookup.subject(answer.userSub());
          return answer.userConfirmed()
              ? new Registered(subject)
              : new ConfirmationRequired(subject);
        });
  }

  /** Confirms a user; does nothing if the user is already confirmed. */
  private void confirmWithoutCode(Username username) {
    ServiceClients.call(
        RegistrationErrors.ADMIN_CONFIRM_SIGN_UP,
        List.of(),
        () -> {
          service
              .repeatedly()
              .adminConfirmSignUp(
                  request -> request.userPoolId(settings.userPoolId()).username(username.value()));
          return Done.DONE;
        });
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return service.callWithPermit(
        RegistrationErrors.CONFIRM_SIGN_UP,
        ServiceClients.secrets(code.reveal(), hash),
        () -> {
          service
              .once()
              .confirmSignUp(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .secretHash(hash)
                          .userContextData(settings.risk().unsigned(caller))
                          .username(name)
                          .confirmationCode(code.reveal()));
          return new Confirmed();
        });
  }

  @Override
  public void resendCode(Caller caller, Username username) {
    String name = username.value();
    String hash = settings.secretHash(name);
    service.callWithPermit(
        RegistrationErrors.RESEND_CONFIRMATION_CODE,
        ServiceClients.secrets(hash),
        () -> {
          service
              .unlessHeard()
              .resendConfirmationCode(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .secretHash(hash)
                          .userContextData(settings.risk().unsigned(caller))
                          .username(name));
          return Done.DONE;
        });
  }
}
