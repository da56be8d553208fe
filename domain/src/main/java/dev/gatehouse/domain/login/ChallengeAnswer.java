package dev.gatehouse.domain.login;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;

/** A user's answer to a challenge. */
public sealed interface ChallengeAnswer {
  /** A new password. */
  record PasswordAnswer(NewPassword password) implements ChallengeAnswer {}

  /** A code that was sent, or that the authenticator app shows. */
  record CodeAnswer(ConfirmationCode code) implements ChallengeAnswer {}

  /** The chosen second factor. */
  record MfaTypeAnswer(MfaType type) implements ChallengeAnswer {}

  /** Returns whether the challenge takes this type of answer. */
  default boolean matches(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> this instanceof PasswordAnswer;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> this instanceof CodeAnswer;
      case SELECT_MFA_TYPE -> this instanceof MfaTypeAnswer;
    };
  }
}
