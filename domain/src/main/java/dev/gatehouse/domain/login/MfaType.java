package dev.gatehouse.domain.login;

import java.util.Locale;

/** What a user can prove beside a password. */
public enum MfaType {
  /** A code of an authenticator app (RFC 6238). */
  SOFTWARE_TOKEN_MFA,
  /** A code sent as a text message. */
  SMS_MFA,
  /** A code sent as an e-mail. */
  EMAIL_OTP;

  /** The stable name, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
