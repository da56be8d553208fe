package dev.gatehouse.examples.recommendations.domain;

/** The outcomes of reading a profile. */
public sealed interface ProfileOutcome {
  /** The profile was found. */
  record Found(Profile profile) implements ProfileOutcome {}

  /** There is no person with this subject. */
  record UnknownPerson() implements ProfileOutcome {}
}
