package dev.gatehouse.domain.login;

import java.util.Locale;

/** The further steps that a login can take; named as Cognito names them. */
public enum ChallengeName {
  /** The password was set by an operator: the user chooses another. */
  NEW_PASSWORD_REQUIRED,
  /** A code of the user's authenticator app. */
  SOFTWARE_TOKEN_MFA,
  /** A code that was sent as a text message. */
  SMS_MFA,
  /** A code that was sent as an e-mail. */
  EMAIL_OTP,
  /** The user has several ways to go on, and chooses one. */
  SELECT_MFA_TYPE,
  /** The user must have a second factor and has none: an authenticator app is set up. */
  MFA_SETUP;

  /** The stable name, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
