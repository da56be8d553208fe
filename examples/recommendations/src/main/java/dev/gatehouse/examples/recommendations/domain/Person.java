package dev.gatehouse.examples.recommendations.domain;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;

/**
 * A user who can follow others and can be followed.
 *
 * @param subject the user's permanent identifier
 * @param name the name that others see
 */
public record Person(Subject subject, Username name) {
  /** Returns the person of a verified token. */
  public static Person of(Identity identity) {
    return new Person(identity.subject(), identity.username());
  }
}
