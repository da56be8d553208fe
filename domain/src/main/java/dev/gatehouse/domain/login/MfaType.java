package dev.gatehouse.domain.login;

import java.util.Locale;

/** The second factors. */
public enum MfaType {
  /** A code from an authenticator app (RFC 6238). */
  SOFTWARE_TOKEN_MFA,
  /** A code sent by text message. */
  SMS_MFA,
  /** A code sent by e-mail. */
  EMAIL_OTP;

  /** Returns the stable name, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
