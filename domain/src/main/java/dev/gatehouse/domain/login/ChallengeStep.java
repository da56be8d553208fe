package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.totp.TotpSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a challenge asks for, with what the user needs to know to answer. */
public sealed interface ChallengeStep {
  /** Another password. */
  record NewPasswordRequired() implements ChallengeStep {}

  /** A code of the authenticator app. */
  record SoftwareTokenMfa() implements ChallengeStep {}

  /**
   * A code that was sent as a text message.
   *
   * @param destination where to, as the provider masks it; null where it does not tell
   */
  record SmsMfa(@Nullable String destination) implements ChallengeStep {}

  /**
   * A code that was sent as an e-mail.
   *
   * @param destination where to, as the provider masks it; null where it does not tell
   */
  record EmailOtp(@Nullable String destination) implements ChallengeStep {}

  /**
   * One of several ways to go on.
   *
   * @param choices in the provider's order; not empty
   */
  record SelectMfaType(List<MfaType> choices) implements ChallengeStep {
    /** Makes the step; the choices are copied. */
    public SelectMfaType {
      choices = List.copyOf(choices);
    }
  }

  /**
   * A code of an authenticator app that is to be set up with a secret.
   *
   * @param secret goes into the app
   * @param username whose it is, for the app to show
   */
  record MfaSetup(TotpSecret secret, Username username) implements ChallengeStep {}

  /** Which challenge it is. */
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
