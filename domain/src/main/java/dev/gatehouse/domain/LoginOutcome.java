package dev.gatehouse.domain;

import java.time.Duration;

/** How a login ends. */
public sealed interface LoginOutcome {
  /** The password is right; here is what the user may hold. */
  record LoggedIn(Tokens tokens) implements LoginOutcome {}

  /** No such user, or another password; the two can't be told apart. */
  record InvalidCredentials() implements LoginOutcome {}

  /** An operator has disabled the user; to the caller this is {@link InvalidCredentials}. */
  record UserDisabled() implements LoginOutcome {}

  /** The user has not confirmed the registration. */
  record UserNotConfirmed() implements LoginOutcome {}

  /** The password must be reset before the next login. */
  record PasswordResetRequired() implements LoginOutcome {}

  /** The password is right, and the login goes on by another step. */
  record ChallengeRequired(Challenge challenge) implements LoginOutcome {}

  /**
   * No further attempt is taken for a while.
   *
   * @param retryAfter when another attempt makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements LoginOutcome {}

  /**
   * The provider asks for a further step that Gatehouse does not know.
   *
   * @param name the step, in lower snake case
   */
  record ChallengeNotSupported(String name) implements LoginOutcome {}
}
