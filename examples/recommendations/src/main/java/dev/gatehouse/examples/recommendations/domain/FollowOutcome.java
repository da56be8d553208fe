package dev.gatehouse.examples.recommendations.domain;

/** The outcomes of following a person. */
public sealed interface FollowOutcome {
  /** The user now follows the person, or did already. */
  record Followed() implements FollowOutcome {}

  /** There is no person with this subject. */
  record UnknownPerson() implements FollowOutcome {}

  /** The two are the same person. A user cannot follow themselves. */
  record Oneself() implements FollowOutcome {}

  /** The user already follows {@code most} people, which is the limit. */
  record TooManyFollowed(int most) implements FollowOutcome {}
}
