package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponseType;

/** Manages authenticator apps, which Cognito calls software tokens. */
final class CognitoTotp implements Totp {
  /** The name of this method in Cognito's lists of a user's active or possible MFA methods. */
  static final String NAME = MfaType.SOFTWARE_TOKEN_MFA.name();

  /** The format of codes in Cognito's API model ({@code SoftwareTokenMFAUserCodeType}). */
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  /** The result of checking a code. */
  sealed interface Proof {
    /**
     * The code is correct.
     *
     * @param session the session with which the login continues; empty if there is no login
     */
    record Right(String session) implements Proof {
      @Override
      public String toString() {
        return "Right[redacted]";
      }
    }

    record Wrong() implements Proof {}

    /** The session or the access token is not valid. */
    record Refused() implements Proof {}
  }

  /** The result of starting the setup of an app. */
  sealed interface Association {
    /**
     * The app gets this secret.
     *
     * @param session the session with which the login continues; empty if there is no login
     */
    record Made(String secret, String session) implements Association {
      @Override
      public String toString() {
        return "Made[redacted]";
      }
    }

    /** The session or the access token is not valid. */
    record Refused() implements Association {}
  }

  private final ServiceClients service;
  private final UserLookup users;

  CognitoTotp(ServiceClients service, UserLookup users) {
    this.service = service;
    this.users = users;
  }

  static boolean isCode(ConfirmationCode code) {
    return CODE.matcher(code.reveal()).matches();
  }

  /** Requests a secret for an app during a login. */
  Association associate(String session) {
    service.acquire(List.of("AssociateSoftwareToken"), false);
    return associate(session, request -> request.session(session));
  }

  private Association associate(
      String secret, Consumer<AssociateSoftwareTokenRequest.Builder> whose) {
    return ServiceClients.call(
        TotpErrors.ASSOCIATE_SOFTWARE_TOKEN,
        ServiceClients.secrets(secret),
        () -> {
          var answer = service.unlessHeard().associateSoftwareToken(whose);
          if (IssuedTokens.isMissing(answer.secretCode())) {
            throw CognitoErrors.malformedResponse(
                "AssociateSoftwareToken", "the response contains no secret");
          }
          return new Association.Made(
              answer.secretCode(), Objects.requireNonNullElse(answer.session(), ""));
        });
  }

  /** Checks the first code of an app during a login. */
  Proof verify(String session, ConfirmationCode code) {
    return verify(session, code, request -> request.session(session));
  }

  private Proof verify(
      String secret, ConfirmationCode code, Consumer<VerifySoftwareTokenRequest.Builder> whose) {
    if (!isCode(code)) {
      return new Proof.Wrong();
    }
    return ServiceClients.call(
        TotpErrors.VERIFY_SOFTWARE_TOKEN,
        ServiceClients.secrets(secret, code.reveal()),
        () -> {
          var answer =
              service
                  .once()
                  .verifySoftwareToken(request -> whose.accept(request.userCode(code.reveal())));
          return answer.status() == VerifySoftwareTokenResponseType.SUCCESS
              ? new Proof.Right(Objects.requireNonNullElse(answer.session(), ""))
              : new Proof.Wrong();
        });
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    return service.withPermit(
        List.of("GetUser"),
        () ->
            users
                .byToken(access.token())
                .<TotpStatusOutcome>map(
                    user ->
                        user.userMFASettingList().contains(NAME)
                            ? new TotpStatusOutcome.Enabled()
                            : new TotpStatusOutcome.NotEnabled())
                .orElseGet(AccessRefused::new));
  }

  @Override
  public TotpEnrolmentOutcome begin(AccountAccess access) {
    String token = access.token().reveal();
    return service.withPermit(
        List.of("AssociateSoftwareToken"),
        () ->
            switch (associate(token, request -> request.accessToken(token))) {
              case Association.Made(var secret, _) -> new Begun(new TotpSecret(secret));
              case Association.Refused() -> new AccessRefused();
            });
  }

  @Override
  public TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
    String token = access.token().reveal();
    return service.withPermit(
        List.of("VerifySoftwareToken", "SetUserMFAPreference"),
        () ->
            switch (verify(token, code, request -> request.accessToken(token))) {
              case Proof.Right(_) ->
                  switch (prefer(token, true)) {
                    case SET -> new TotpConfirmationOutcome.Confirmed();
                    case NO_APP -> new InvalidCode();
                    case ACCESS_REFUSED -> new AccessRefused();
                  };
              case Proof.Wrong() -> new InvalidCode();
              case Proof.Refused() -> new AccessRefused();
            });
  }

  /** Cognito documents no check of a code of the active app outside a login. */
  @Override
  public TotpCheckOutcome check(AccountAccess access, ConfirmationCode code) {
    return new TotpCheckOutcome.PasswordRequired();
  }

  @Override
  public TotpRemovalOutcome remove(AccountAccess access) {
    return service.withPermit(
        List.of("SetUserMFAPreference"),
        () ->
            switch (prefer(access.token().reveal(), false)) {
              case SET, NO_APP -> new Removed();
              case ACCESS_REFUSED -> new AccessRefused();
            });
  }

  private TotpErrors.Preference prefer(String token, boolean preferred) {
    return ServiceClients.call(
        TotpErrors.SET_USER_MFA_PREFERENCE,
        ServiceClients.secrets(token),
        () -> {
          service
              .repeatedly()
              .setUserMFAPreference(
                  request ->
                      request
                          .accessToken(token)
                          .softwareTokenMfaSettings(
                              settings -> settings.enabled(preferred).preferredMfa(preferred)));
          return TotpErrors.Preference.SET;
        });
  }
}
