package dev.gatehouse.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user who sends a request, as a verified token names the user.
 *
 * @param subject the user's identifier for life
 * @param username the user's name
 * @param email the user's address; null if the token has none, as access tokens do not
 * @param groups the groups of the user when the token was issued; immutable
 * @param customClaims the claims of the token that Gatehouse does not read itself
 */
public record Identity(
    Subject subject,
    Username username,
    @Nullable Email email,
    Set<Group> groups,
    CustomClaims customClaims) {
  /**
   * The e-mail address in a token.
   *
   * @param address the address
   * @param verified whether the user has proved to receive mail there
   */
  public record Email(EmailAddress address, boolean verified) {}

  /** Creates an identity; copies the groups. */
  public Identity {
    groups = Set.copyOf(groups);
  }

  /** Creates an identity without custom claims. */
  public Identity(Subject subject, Username username, @Nullable Email email, Set<Group> groups) {
    this(subject, username, email, groups, CustomClaims.NONE);
  }
}
