package dev.gatehouse.examples.recommendations.domain;

/** What comes of looking someone up. */
public sealed interface ProfileOutcome {
  /** Here they are. */
  record Found(Profile profile) implements ProfileOutcome {}

  /** There is nobody with this subject. */
  record UnknownPerson() implements ProfileOutcome {}
}
