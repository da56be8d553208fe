package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.token.Tokens;

/** What a password and the answer to a challenge can both lead to. */
public sealed interface LoginProgress extends LoginOutcome, ProviderChallengeOutcome {
  /**
   * The proof is right, and nothing more is asked for.
   *
   * @param subject who logged in
   * @param tokens what the user may hold
   */
  record LoggedIn(Subject subject, Tokens tokens) implements LoginProgress {}

  /** The proof is right, and the login continues with another step. */
  record ChallengeRequired(Challenge challenge) implements LoginProgress {}

  /**
   * The proof is right, and the provider asks for a step that Gatehouse does not know.
   *
   * @param name the step, in lower snake case
   */
  record ChallengeNotSupported(String name) implements LoginProgress {}

  /** The password must be reset before the next login. */
  record PasswordResetRequired() implements LoginProgress {}
}
