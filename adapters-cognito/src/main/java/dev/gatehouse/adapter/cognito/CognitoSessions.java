package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Done;
import dev.gatehouse.adapter.cognito.call.SdkFailures;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RefreshTokenReuseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * Refreshes and ends sessions. A user pool can't list sessions, and does not return the ids of
 * ended sessions.
 */
final class CognitoSessions implements Sessions {
  private static final CognitoErrors<ProviderRefreshOutcome> GET_TOKENS =
      new CognitoErrors<ProviderRefreshOutcome>("GetTokensFromRefreshToken")
          .answer(new InvalidRefreshToken(), UserNotFoundException.class)
          .answer(new RefreshTokenReused(null), RefreshTokenReuseException.class)
          .refuse(new InvalidRefreshToken(), UserLambdaValidationException.class)
          .answerUnlessMisconfigured(
              new InvalidRefreshToken(),
              InvalidParameterException.class,
              NotAuthorizedException.class);

  /** The errors of {@code AdminInitiateAuth} with a refresh token, which is used for emulators. */
  private static final CognitoErrors<ProviderRefreshOutcome> REFRESH_TOKEN_AUTH =
      new CognitoErrors<ProviderRefreshOutcome>("AdminInitiateAuth")
          .answer(new InvalidRefreshToken(), UserNotFoundException.class)
          .answerUnlessMisconfigured(new InvalidRefreshToken(), NotAuthorizedException.class);

  private static final CognitoErrors<Done> REVOKE_TOKEN =
      new CognitoErrors<Done>("RevokeToken")
          .answer(Done.DONE, UnauthorizedException.class, UnsupportedTokenTypeException.class)
          // NotAuthorized is not in the model; an emulator returns it for an unknown token.
          .answerUnlessMisconfigured(
              Done.DONE, InvalidParameterException.class, NotAuthorizedException.class);

  private static final CognitoErrors<LogoutOutcome> GLOBAL_SIGN_OUT =
      new CognitoErrors<LogoutOutcome>("GlobalSignOut")
          .answer(
              new AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class)
          .answerUnlessMisconfigured(new AccessRefused(), NotAuthorizedException.class);

  private final CognitoSettings settings;
  private final ServiceClients service;

  /** True if the endpoint is an emulator that does not know {@code GetTokensFromRefreshToken}. */
  private volatile boolean refreshesByFlow;

  CognitoSessions(CognitoSettings settings, ServiceClients service) {
    this.settings = settings;
    this.service = service;
  }

  @Override
  public ProviderRefreshOutcome refresh(RefreshToken token) {
    return service.withPermit(
        List.of("GetTokensFromRefreshToken"),
        () -> refreshesByFlow ? refreshByFlow(token) : refreshByOperation(token));
  }

  private ProviderRefreshOutcome refreshByOperation(RefreshToken token) {
    try {
      return IssuedTokens.refreshed(
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
      if (SdkFailures.isUnknownOperation(thrown)) {
        refreshesByFlow = true;
        return refreshByFlow(token);
      }
      return GET_TOKENS.outcome(
          thrown, ServiceClients.secrets(token.reveal(), settings.revealedSecret()));
    }
  }

  /**
   * Refreshes without a {@code SECRET_HASH}, because the hash needs the user name, which is not
   * known here.
   */
  private ProviderRefreshOutcome refreshByFlow(RefreshToken token) {
    return ServiceClients.call(
        REFRESH_TOKEN_AUTH,
        ServiceClients.secrets(token.reveal()),
        () ->
            IssuedTokens.refreshed(
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

  @Override
  public @Nullable SessionId end(RefreshToken token) {
    service.callWithPermit(
        REVOKE_TOKEN,
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
          return Done.DONE;
        });
    return null;
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    String token = access.token().reveal();
    return service.callWithPermit(
        GLOBAL_SIGN_OUT,
        ServiceClients.secrets(token),
        () -> {
          service.repeatedly().globalSignOut(request -> request.accessToken(token));
          return new LoggedOut(new EndedSessions.All());
        });
  }
}
