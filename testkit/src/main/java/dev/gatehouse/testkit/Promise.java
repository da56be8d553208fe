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
  DISTINCT_TOKENS
}
