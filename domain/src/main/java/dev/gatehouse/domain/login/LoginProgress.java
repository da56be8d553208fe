package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.token.Tokens;

/** The results that both credentials and the answer to a challenge can have. */
public sealed interface LoginProgress extends LoginOutcome, ProviderChallengeOutcome {
  /**
   * The login is complete.
   *
   * @param subject the user
   * @param tokens the tokens of the new session
   */
  record LoggedIn(Subject subject, Tokens tokens) implements LoginProgress {}

  /** The answer is right, and the login continues with another step. */
  record ChallengeRequired(Challenge challenge) implements LoginProgress {}

  /**
   * The answer is right, but the provider requires a step that Gatehouse does not know.
   *
   * @param name the step, in lower snake case
   */
  record ChallengeNotSupported(String name) implements LoginProgress {}

  /** The password must be reset before the next login. */
  record PasswordResetRequired() implements LoginProgress {}
}
