package dev.gatehouse.domain.login;

/** How the answer to a challenge ends, as the caller is told. */
public sealed interface ChallengeOutcome
    permits ProviderChallengeOutcome, ChallengeOutcome.AnswerMismatch {
  /** The answer is not of the kind that the challenge asks for; no provider was asked. */
  record AnswerMismatch(ChallengeName challenge) implements ChallengeOutcome {}
}
