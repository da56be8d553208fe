package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;

/**
 * Sets a user's interests and shows profiles.
 *
 * <p>The first call of a user adds the user to the graph. Every method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}.
 */
public interface Profiles {
  /** Returns the user's own profile, as others see it. */
  Profile mine(Person me);

  /** Replaces the user's interests and returns the new profile. */
  Profile setInterests(Person me, Interests interests);

  /** Returns another person's profile. */
  ProfileOutcome of(Person me, Subject other);
}
