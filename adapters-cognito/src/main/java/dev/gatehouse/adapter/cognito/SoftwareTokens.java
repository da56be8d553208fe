package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.MfaErrors.Association;
import dev.gatehouse.adapter.cognito.MfaErrors.Preference;
import dev.gatehouse.adapter.cognito.MfaErrors.Proof;
import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.MfaType;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.TotpSecret;
import dev.gatehouse.domain.TotpStatusOutcome;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponseType;

/** Authenticator apps, which the service calls software tokens. */
final class SoftwareTokens {
  /** In the service's lists of what a user has set up, or can. */
  static final String NAME = MfaType.SOFTWARE_TOKEN_MFA.name();

  /** What the service's model takes ({@code SoftwareTokenMFAUserCodeType}). */
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private final ServiceClients service;

  SoftwareTokens(ServiceClients service) {
    this.service = service;
  }

  static boolean isCode(ConfirmationCode code) {
    return CODE.matcher(code.reveal()).matches();
  }

  /** Makes up a secret within a login. */
  Association associate(String session) {
    return associate(session, request -> request.session(session));
  }

  private Association associate(
      String secret, Consumer<AssociateSoftwareTokenRequest.Builder> whose) {
    return ServiceClients.call(
        MfaErrors.ASSOCIATE_SOFTWARE_TOKEN,
        ServiceClients.secrets(secret),
        () -> made(service.unlessHeard().associateSoftwareToken(whose)));
  }

  private static Association made(AssociateSoftwareTokenResponse answer) {
    if (UserPool.isMissing(answer.secretCode())) {
      throw CognitoErrors.nonsense("AssociateSoftwareToken", "an answer without a secret");
    }
    return new Association.Made(
        answer.secretCode(), Objects.requireNonNullElse(answer.session(), ""));
  }

  /** Looks at the first code of an app within a login. */
  Proof verify(String session, ConfirmationCode code) {
    return verify(session, code, request -> request.session(session));
  }

  private Proof verify(
      String secret, ConfirmationCode code, Consumer<VerifySoftwareTokenRequest.Builder> whose) {
    if (!isCode(code)) {
      return new Proof.Wrong();
    }
    return ServiceClients.call(
        MfaErrors.VERIFY_SOFTWARE_TOKEN,
        ServiceClients.secrets(secret, code.reveal()),
        () ->
            proof(
                service
                    .once()
                    .verifySoftwareToken(
                        request -> whose.accept(request.userCode(code.reveal())))));
  }

  private static Proof proof(VerifySoftwareTokenResponse answer) {
    return answer.status() == VerifySoftwareTokenResponseType.SUCCESS
        ? new Proof.Right(Objects.requireNonNullElse(answer.session(), ""))
        : new Proof.Wrong();
  }

  /** Whether logins of the user ask for codes of an app. */
  static TotpStatusOutcome status(GetUserResponse user) {
    return user.userMFASettingList().contains(NAME)
        ? new TotpStatusOutcome.Enabled()
        : new TotpStatusOutcome.NotEnabled();
  }

  /** Makes up a secret for whoever the access token belongs to. */
  TotpEnrolmentOutcome begin(AccessToken access) {
    return switch (associate(access.reveal(), request -> request.accessToken(access.reveal()))) {
      case Association.Made(var secret, _) -> new Begun(new TotpSecret(secret));
      case Association.Refused() -> new TotpEnrolmentOutcome.AccessRefused();
    };
  }

  /** Looks at the first code of an app, and has logins ask for its codes. */
  TotpConfirmationOutcome confirm(AccessToken access, ConfirmationCode code) {
    return switch (verify(access.reveal(), code, request -> request.accessToken(access.reveal()))) {
      case Proof.Right(_) ->
          switch (prefer(access, true)) {
            case SET -> new TotpConfirmationOutcome.Confirmed();
            case NO_APP -> new InvalidCode();
            case ACCESS_REFUSED -> new TotpConfirmationOutcome.AccessRefused();
          };
      case Proof.Wrong() -> new InvalidCode();
      case Proof.Refused() -> new TotpConfirmationOutcome.AccessRefused();
    };
  }

  /** Has logins ask for no code of an app. */
  TotpRemovalOutcome remove(AccessToken access) {
    return switch (prefer(access, false)) {
      case SET, NO_APP -> new Removed();
      case ACCESS_REFUSED -> new TotpRemovalOutcome.AccessRefused();
    };
  }

  private Preference prefer(AccessToken access, boolean preferred) {
    return ServiceClients.call(
        MfaErrors.SET_USER_MFA_PREFERENCE,
        ServiceClients.secrets(access.reveal()),
        () -> {
          service
              .repeatedly()
              .setUserMFAPreference(
                  request ->
                      request
                          .accessToken(access.reveal())
                          .softwareTokenMfaSettings(
                              token -> token.enabled(preferred).preferredMfa(preferred)));
          return Preference.SET;
        });
  }
}
