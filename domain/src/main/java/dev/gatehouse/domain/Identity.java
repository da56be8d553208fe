package dev.gatehouse.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, from a verified token alone.
 *
 * @param subject the user's identifier for life
 * @param username the user's name
 * @param email the user's address; null where the token carries none (access tokens)
 * @param groups the groups the user was in when the token was issued; immutable
 */
public record Identity(
    Subject subject, Username username, @Nullable Email email, Set<Group> groups) {
  /**
   * The address in a token.
   *
   * @param address where mail goes
   * @param verified whether the user has shown to receive it
   */
  public record Email(EmailAddress address, boolean verified) {}

  /** Makes an identity; the groups are copied. */
  public Identity {
    groups = Set.copyOf(groups);
  }
}
