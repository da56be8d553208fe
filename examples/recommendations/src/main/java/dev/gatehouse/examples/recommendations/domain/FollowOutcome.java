package dev.gatehouse.examples.recommendations.domain;

/** What comes of following someone. */
public sealed interface FollowOutcome {
  /** The person is followed, from now on or already. */
  record Followed() implements FollowOutcome {}

  /** There is nobody with this subject. */
  record UnknownPerson() implements FollowOutcome {}

  /** Nobody follows themselves. */
  record Oneself() implements FollowOutcome {}

  /** Nobody follows more people. */
  record TooManyFollowed(int most) implements FollowOutcome {}
}
