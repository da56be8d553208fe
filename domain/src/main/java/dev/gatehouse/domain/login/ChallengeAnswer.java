package dev.gatehouse.domain.login;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;

/** What a user gives to a challenge. */
public sealed interface ChallengeAnswer {
  /** The password that shall be in force. */
  record PasswordAnswer(NewPassword password) implements ChallengeAnswer {}

  /** The code that was sent, or that the authenticator app shows. */
  record CodeAnswer(ConfirmationCode code) implements ChallengeAnswer {}

  /** The way to go on. */
  record MfaTypeAnswer(MfaType type) implements ChallengeAnswer {}

  /** Whether this is what the challenge asks for. */
  default boolean matches(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> this instanceof PasswordAnswer;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> this instanceof CodeAnswer;
      case SELECT_MFA_TYPE -> this instanceof MfaTypeAnswer;
    };
  }
}
