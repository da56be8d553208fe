package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How the answer to a challenge ends at the provider. */
public sealed interface ProviderChallengeOutcome extends ChallengeOutcome
    permits LoginProgress,
        ProviderChallengeOutcome.InvalidAnswer,
        PasswordRefused,
        TooManyAttempts {
  /**
   * The answer is wrong, or the session has expired, was used up or never existed; a caller cannot
   * tell these apart.
   */
  record InvalidAnswer() implements ProviderChallengeOutcome {}
}
