package dev.gatehouse.domain;

import java.time.Duration;

/** How the answer to a challenge is taken. */
public sealed interface ChallengeOutcome {
  /** It is right, and nothing more is asked. */
  record LoggedIn(Tokens tokens) implements ChallengeOutcome {}

  /** It is right, and there is a further step. */
  record ChallengeRequired(Challenge challenge) implements ChallengeOutcome {}

  /**
   * It is right, and the provider asks for a further step that Gatehouse does not know.
   *
   * @param name the step, in lower snake case
   */
  record ChallengeNotSupported(String name) implements ChallengeOutcome {}

  /**
   * It is wrong, or the session has expired, was used up, or was never one; which of them can't be
   * told apart.
   */
  record InvalidAnswer() implements ChallengeOutcome {}

  /**
   * It is not of the kind that the challenge asks for; nothing was tried. Providers are not asked
   * then.
   */
  record AnswerDoesNotFit(ChallengeName challenge) implements ChallengeOutcome {}

  /** The provider's password rules are stricter than ours; the session stays good. */
  record PasswordRefused() implements ChallengeOutcome {}

  /** The password must be reset before the next login. */
  record PasswordResetRequired() implements ChallengeOutcome {}

  /**
   * No further attempt is taken for a while.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements ChallengeOutcome {}
}
