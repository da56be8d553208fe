package dev.gatehouse.testkit;

/**
 * A promise of {@code IdentityProvider} that some provider is known not to keep; a gap is declared
 * by its name.
 */
public enum Promise {
  /** Names that differ in case alone are one name. */
  NAMES_WITHOUT_CASE,
  /** Of many registrations of one name at once, one succeeds. */
  SIMULTANEOUS_REGISTRATION,
  /** No two logins get the same tokens. */
  DISTINCT_TOKENS,
  /** Tokens that were refreshed go back to the login of those before. */
  ORIGIN_OF_REFRESHED_TOKENS,
  /** All sessions of a user can be ended at once. */
  END_OF_ALL_SESSIONS,
  /** The access token of a session that has ended opens the account no more. */
  END_OF_ACCESS,
  /** A password reset ends all sessions. */
  RESET_ENDS_SESSIONS,
  /** A new code takes the place of the former one. */
  FORMER_CODES_END,
  /** An address takes effect when it is verified, not before. */
  VERIFICATION_BEFORE_CHANGE,
  /** Whoever confirms a registration has shown to receive mail at the address. */
  CONFIRMED_ADDRESS_IS_VERIFIED,
  /** A code can be sent again. */
  RESENT_CODE,
  /** Logins ask for the codes of authenticator apps. */
  AUTHENTICATOR_APPS
}
