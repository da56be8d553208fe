package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;

/**
 * People say what they are interested in, and look at each other.
 *
 * <p>The first call of a person takes them into the graph. Every method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}.
 */
public interface Profiles {
  /** What others see of me. */
  Profile mine(Person me);

  /** Replaces my interests, and shows me what others see from now on. */
  Profile setInterests(Person me, Interests interests);

  /** Looks someone up. */
  ProfileOutcome of(Person me, Subject other);
}
