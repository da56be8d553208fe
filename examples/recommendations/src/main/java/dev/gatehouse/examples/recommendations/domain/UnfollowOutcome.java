package dev.gatehouse.examples.recommendations.domain;

/** The outcomes of unfollowing a person. */
public sealed interface UnfollowOutcome {
  /** The user no longer follows the person, or never did. */
  record Unfollowed() implements UnfollowOutcome {}

  /** There is no person with this subject. */
  record UnknownPerson() implements UnfollowOutcome {}
}
