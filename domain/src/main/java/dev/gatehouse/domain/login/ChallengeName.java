package dev.gatehouse.domain.login;

import java.util.Locale;

/** The steps that a login can have after the first. The names are those of Cognito. */
public enum ChallengeName {
  /** An operator has set the password. The user must choose a new one. */
  NEW_PASSWORD_REQUIRED,
  /** A code from the user's authenticator app. */
  SOFTWARE_TOKEN_MFA,
  /** A code sent by text message. */
  SMS_MFA,
  /** A code sent by e-mail. */
  EMAIL_OTP,
  /** The user has several second factors and chooses one. */
  SELECT_MFA_TYPE,
  /** The user must set up an authenticator app, because a second factor is required. */
  MFA_SETUP;

  /** Returns the stable name, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
