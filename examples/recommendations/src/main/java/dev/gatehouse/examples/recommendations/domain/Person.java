package dev.gatehouse.examples.recommendations.domain;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;

/**
 * Someone who can follow and be followed.
 *
 * @param subject who it is, for life
 * @param name what others call them
 */
public record Person(Subject subject, Username name) {
  /** The person behind a verified token. */
  public static Person of(Identity identity) {
    return new Person(identity.subject(), identity.username());
  }
}
