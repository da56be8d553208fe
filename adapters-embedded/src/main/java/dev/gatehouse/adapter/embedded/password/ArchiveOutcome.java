package dev.gatehouse.adapter.embedded.password;

/** What a backup says about a user. */
public sealed interface ArchiveOutcome {
  /** The user may log in, with the password alone if it was checked. */
  record Found(ArchivedUser user) implements ArchiveOutcome {}

  /** There is no such user; or, if the password was checked, it is wrong or has expired. */
  record NotFound() implements ArchiveOutcome {}

  /** The registration still waited for its code. */
  record NotConfirmed() implements ArchiveOutcome {}

  /** The user may not log in. */
  record Disabled() implements ArchiveOutcome {}

  /** The user also needs the code of an authenticator app, whose secret the backup cannot give. */
  record HasAuthenticatorApp() implements ArchiveOutcome {}

  /** The password is temporary: an operator has set it, and the user has to replace it first. */
  record HasTemporaryPassword() implements ArchiveOutcome {}
}
