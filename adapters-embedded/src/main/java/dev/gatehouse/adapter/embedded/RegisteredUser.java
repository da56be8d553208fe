package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import java.util.List;

/**
 * A user, as operators see it.
 *
 * @param subject the permanent identifier
 * @param username the name as it was first written
 * @param email the e-mail address
 * @param emailVerified whether the address is verified
 * @param enabled whether the user may log in
 * @param groups the groups, sorted by name; immutable
 */
public record RegisteredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    boolean enabled,
    List<String> groups) {
  /** Creates a user; copies the groups. */
  public RegisteredUser {
    groups = List.copyOf(groups);
  }

  static RegisteredUser of(StoredUser user) {
    return new RegisteredUser(
        user.subject(),
        user.username(),
        user.email(),
        user.emailVerified(),
        user.enabled(),
        user.groups());
  }
}
