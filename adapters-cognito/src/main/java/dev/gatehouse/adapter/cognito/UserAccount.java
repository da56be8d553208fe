package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.AccountErrors.CodeRequest;
import dev.gatehouse.adapter.cognito.AccountErrors.EmailUpdate;
import dev.gatehouse.adapter.cognito.AccountErrors.PasswordConfirmation;
import dev.gatehouse.adapter.cognito.AccountErrors.Revocation;
import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Username;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** The pool's operations that an account lives by; each is one call of the SDK. */
final class UserAccount {
  private static final Logger LOG = System.getLogger(UserAccount.class.getName());

  private final CognitoSettings settings;
  private final ServiceClients service;

  /** Set where the endpoint does not know {@code GetTokensFromRefreshToken}: an emulator. */
  private volatile boolean refreshesByFlow;

  /** An address as the pool has it. */
  record Email(String address, boolean verified) {}

  UserAccount(CognitoSettings settings, ServiceClients service) {
    this.settings = settings;
    this.service = service;
  }

  /** Completes a registration with the code that was sent. */
  ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return ServiceClients.call(
        AccountErrors.CONFIRM_SIGN_UP,
        ServiceClients.secrets(code.reveal(), hash),
        () -> {
          service
              .once()
              .confirmSignUp(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .secretHash(hash)
                          .username(name)
                          .confirmationCode(code.reveal()));
          return new Confirmed();
        });
  }

  /** Sends the code of a registration again. */
  CodeRequest resendCode(Username username) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return ServiceClients.call(
        AccountErrors.RESEND_CONFIRMATION_CODE,
        ServiceClients.secrets(hash),
        () -> {
          service
              .unlessHeard()
              .resendConfirmationCode(
                  request -> request.clientId(settings.clientId()).secretHash(hash).username(name));
          return CodeRequest.SENT;
        });
  }

  /** Buys new tokens. */
  RefreshOutcome refresh(RefreshToken token) {
    if (refreshesByFlow) {
      return refreshByFlow(token);
    }
    try {
      return refreshed(
          "GetTokensFromRefreshToken",
          service
              .unlessHeard()
              .getTokensFromRefreshToken(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .clientSecret(settings.revealedSecret())
                          .refreshToken(token.reveal()))
              .authenticationResult());
    } catch (SdkException thrown) {
      if (CognitoErrors.isOfUnknownOperation(thrown)) {
        refreshesByFlow = true;
        return refreshByFlow(token);
      }
      return AccountErrors.GET_TOKENS.outcome(
          thrown, ServiceClients.secrets(token.reveal(), settings.revealedSecret()));
    }
  }

  /** A client's secret would have to be hashed with a user name that is not known here. */
  private RefreshOutcome refreshByFlow(RefreshToken token) {
    return ServiceClients.call(
        AccountErrors.REFRESH_TOKEN_AUTH,
        ServiceClients.secrets(token.reveal()),
        () ->
            refreshed(
                "AdminInitiateAuth",
                service
                    .unlessHeard()
                    .adminInitiateAuth(
                        request ->
                            request
                                .userPoolId(settings.userPoolId())
                                .clientId(settings.clientId())
                                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                                .authParameters(Map.of("REFRESH_TOKEN", token.reveal())))
                    .authenticationResult()));
  }

  private static RefreshOutcome refreshed(
      String operation, @Nullable AuthenticationResultType result) {
    if (result == null
        || UserPool.isMissing(result.idToken())
        || UserPool.isMissing(result.accessToken())) {
      throw CognitoErrors.nonsense(operation, "an answer without tokens");
    }
    return new Refreshed(
        new RenewedTokens(
            new IdToken(result.idToken()),
            new AccessToken(result.accessToken()),
            UserPool.isMissing(result.refreshToken())
                ? null
                : new RefreshToken(result.refreshToken()),
            UserPool.lifetime(operation, result)));
  }

  /** Ends the session of a refresh token. */
  Revocation revoke(RefreshToken token) {
    return ServiceClients.call(
        AccountErrors.REVOKE_TOKEN,
        ServiceClients.secrets(token.reveal(), settings.revealedSecret()),
        () -> {
          service
              .repeatedly()
              .revokeToken(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .clientSecret(settings.revealedSecret())
                          .token(token.reveal()));
          return Revocation.DONE;
        });
  }

  /** Ends all sessions of whoever the access token belongs to. */
  LogoutOutcome signOut(AccessToken access) {
    return ServiceClients.call(
        AccountErrors.GLOBAL_SIGN_OUT,
        ServiceClients.secrets(access.reveal()),
        () -> {
          service.repeatedly().globalSignOut(request -> request.accessToken(access.reveal()));
          return new LoggedOut();
        });
  }

  /** Ends all sessions of a user; where the endpoint can't, an emulator, they go on. */
  Revocation signOut(Username username) {
    try {
      service
          .repeatedly()
          .adminUserGlobalSignOut(
              request -> request.userPoolId(settings.userPoolId()).username(username.value()));
      return Revocation.DONE;
    } catch (SdkException thrown) {
      if (CognitoErrors.isOfUnknownOperation(thrown)) {
        LOG.log(Level.WARNING, "The endpoint does not know AdminUserGlobalSignOut: sessions go on");
        return Revocation.DONE;
      }
      return AccountErrors.ADMIN_USER_GLOBAL_SIGN_OUT.outcome(thrown, List.of());
    }
  }

  /** Sends a code that resets the password. */
  CodeRequest sendResetCode(Username username) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return ServiceClients.call(
        AccountErrors.FORGOT_PASSWORD,
        ServiceClients.secrets(hash),
        () -> {
          service
              .unlessHeard()
              .forgotPassword(
                  request -> request.clientId(settings.clientId()).secretHash(hash).username(name));
          return CodeRequest.SENT;
        });
  }

  /** Sets a password with the code that was sent. */
  PasswordConfirmation reset(Username username, ConfirmationCode code, NewPassword password) {
    String name = username.value();
    String hash = settings.secretHash(name);
    return ServiceClients.call(
        AccountErrors.CONFIRM_FORGOT_PASSWORD,
        ServiceClients.secrets(code.reveal(), password.reveal(), hash),
        () -> {
          service
              .once()
              .confirmForgotPassword(
                  request ->
                      request
                          .clientId(settings.clientId())
                          .secretHash(hash)
                          .username(name)
                          .confirmationCode(code.reveal())
                          .password(password.reveal()));
          return PasswordConfirmation.SET;
        });
  }

  /** Sets another password in place of the current. */
  PasswordChangeOutcome changePassword(AccessToken access, Password current, NewPassword password) {
    return ServiceClients.call(
        AccountErrors.CHANGE_PASSWORD,
        ServiceClients.secrets(access.reveal(), current.reveal(), password.reveal()),
        () -> {
          service
              .unlessHeard()
              .changePassword(
                  request ->
                      request
                          .accessToken(access.reveal())
                          .previousPassword(current.reveal())
                          .proposedPassword(password.reveal()));
          return new PasswordChanged();
        });
  }

  /** Whoever the access token belongs to; empty where it opens nothing. */
  Optional<GetUserResponse> user(AccessToken access) {
    return ServiceClients.call(
        AccountErrors.GET_USER,
        ServiceClients.secrets(access.reveal()),
        () ->
            Optional.of(
                service.repeatedly().getUser(request -> request.accessToken(access.reveal()))));
  }

  /** The address of whoever the access token belongs to; empty where it opens nothing. */
  Optional<Email> email(AccessToken access) {
    return user(access).map(UserAccount::email);
  }

  private static Email email(GetUserResponse user) {
    List<AttributeType> attributes = user.userAttributes();
    String address = ServiceClients.attribute(attributes, UserPool.EMAIL);
    if (address == null || !EmailAddress.violations(address).isEmpty()) {
      throw CognitoErrors.nonsense("GetUser", "a user without a sound address");
    }
    return new Email(
        address, "true".equals(ServiceClients.attribute(attributes, "email_verified")));
  }

  /** Notes another address. */
  EmailUpdate update(AccessToken access, EmailAddress email) {
    return ServiceClients.call(
        AccountErrors.UPDATE_USER_ATTRIBUTES,
        ServiceClients.secrets(access.reveal()),
        () ->
            service
                    .unlessHeard()
                    .updateUserAttributes(
                        request ->
                            request
                                .accessToken(access.reveal())
                                .userAttributes(
                                    AttributeType.builder()
                                        .name(UserPool.EMAIL)
                                        .value(email.value())
                                        .build()))
                    .codeDeliveryDetailsList()
                    .isEmpty()
                ? EmailUpdate.DONE
                : EmailUpdate.TO_BE_VERIFIED);
  }

  /** Sends another code to the address that is to be verified. */
  EmailCodeOutcome sendEmailCode(AccessToken access) {
    return ServiceClients.call(
        AccountErrors.GET_VERIFICATION_CODE,
        ServiceClients.secrets(access.reveal()),
        () -> {
          service
              .unlessHeard()
              .getUserAttributeVerificationCode(
                  request -> request.accessToken(access.reveal()).attributeName(UserPool.EMAIL));
          return new CodeRequested();
        });
  }

  /** Verifies the address with the code that was sent to it. */
  EmailVerificationOutcome verify(AccessToken access, ConfirmationCode code) {
    return ServiceClients.call(
        AccountErrors.VERIFY_USER_ATTRIBUTE,
        ServiceClients.secrets(access.reveal(), code.reveal()),
        () -> {
          service
              .once()
              .verifyUserAttribute(
                  request ->
                      request
                          .accessToken(access.reveal())
                          .attributeName(UserPool.EMAIL)
                          .code(code.reveal()));
          return new EmailVerified();
        });
  }

  /** Deletes whoever the access token belongs to. */
  DeletionOutcome delete(AccessToken access) {
    return ServiceClients.call(
        AccountErrors.DELETE_USER,
        ServiceClients.secrets(access.reveal()),
        () -> {
          service.unlessHeard().deleteUser(request -> request.accessToken(access.reveal()));
          return new Deleted();
        });
  }
}
