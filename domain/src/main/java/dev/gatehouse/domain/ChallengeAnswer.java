package dev.gatehouse.domain;

/** What a user gives to a challenge. */
public sealed interface ChallengeAnswer {
  /** The password that shall be in force. */
  record PasswordChosen(NewPassword password) implements ChallengeAnswer {}

  /** The code that was sent, or that the authenticator app shows. */
  record CodeGiven(ConfirmationCode code) implements ChallengeAnswer {}

  /** The way to go on. */
  record MfaTypeChosen(MfaType type) implements ChallengeAnswer {}

  /** Whether this is what the challenge asks for. */
  default boolean fits(ChallengeName challenge) {
    return switch (challenge) {
      case NEW_PASSWORD_REQUIRED -> this instanceof PasswordChosen;
      case SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP, MFA_SETUP -> this instanceof CodeGiven;
      case SELECT_MFA_TYPE -> this instanceof MfaTypeChosen;
    };
  }
}
