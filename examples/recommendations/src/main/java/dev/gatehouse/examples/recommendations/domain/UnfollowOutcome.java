package dev.gatehouse.examples.recommendations.domain;

/** What comes of following someone no more. */
public sealed interface UnfollowOutcome {
  /** The person is not followed, from now on or anyway. */
  record Unfollowed() implements UnfollowOutcome {}

  /** There is nobody with this subject. */
  record UnknownPerson() implements UnfollowOutcome {}
}
