package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The provider's result of an answer to a challenge. */
public sealed interface ProviderChallengeOutcome extends ChallengeOutcome
    permits LoginProgress,
        ProviderChallengeOutcome.InvalidAnswer,
        PasswordRefused,
        TooManyAttempts {
  /**
   * The answer is wrong, or the session has expired, was used before or never existed. A caller
   * cannot tell these apart.
   */
  record InvalidAnswer() implements ProviderChallengeOutcome {}
}
