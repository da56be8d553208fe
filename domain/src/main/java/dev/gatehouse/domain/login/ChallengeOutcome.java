package dev.gatehouse.domain.login;

/** The result of an answer to a challenge, as the client sees it. */
public sealed interface ChallengeOutcome
    permits ProviderChallengeOutcome, ChallengeOutcome.AnswerMismatch {
  /** The challenge takes another type of answer. The provider was not called. */
  record AnswerMismatch(ChallengeName challenge) implements ChallengeOutcome {}
}
