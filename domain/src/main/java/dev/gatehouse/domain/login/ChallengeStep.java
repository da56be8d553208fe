package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.totp.TotpSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a login, with what the user needs to know to answer. */
public sealed interface ChallengeStep {
  /** A new password. */
  record NewPasswordRequired() implements ChallengeStep {}

  /** A code from the authenticator app. */
  record SoftwareTokenMfa() implements ChallengeStep {}

  /**
   * A code sent by text message.
   *
   * @param destination the masked phone number or address that it was sent to; null if the provider
   *     does not return it
   */
  record SmsMfa(@Nullable String destination) implements ChallengeStep {}

  /**
   * A code sent by e-mail.
   *
   * @param destination the masked phone number or address that it was sent to; null if the provider
   *     does not return it
   */
  record EmailOtp(@Nullable String destination) implements ChallengeStep {}

  /**
   * The choice of a second factor.
   *
   * @param choices the second factors, in the order of the provider; not empty
   */
  record SelectMfaType(List<MfaType> choices) implements ChallengeStep {
    /** Creates the step; copies the choices. */
    public SelectMfaType {
      choices = List.copyOf(choices);
    }
  }

  /**
   * The set-up of an authenticator app. The answer is its first code.
   *
   * @param secret the secret to enter into the app
   * @param username the user, shown by the app
   */
  record MfaSetup(TotpSecret secret, Username username) implements ChallengeStep {}

  /** Returns the name of the step. */
  default ChallengeName name() {
    return switch (this) {
      case NewPasswordRequired() -> ChallengeName.NEW_PASSWORD_REQUIRED;
      case SoftwareTokenMfa() -> ChallengeName.SOFTWARE_TOKEN_MFA;
      case SmsMfa(_) -> ChallengeName.SMS_MFA;
      case EmailOtp(_) -> ChallengeName.EMAIL_OTP;
      case SelectMfaType(_) -> ChallengeName.SELECT_MFA_TYPE;
      case MfaSetup(_, _) -> ChallengeName.MFA_SETUP;
    };
  }
}
