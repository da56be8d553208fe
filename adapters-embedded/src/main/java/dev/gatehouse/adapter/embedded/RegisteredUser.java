package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import java.util.List;

/**
 * A user as an operator sees them.
 *
 * @param subject the identifier for life
 * @param username as first written
 * @param email where the user receives mail
 * @param emailVerified whether the user has shown to receive it
 * @param confirmed whether the registration is complete
 * @param enabled whether the user may log in
 * @param groups in the order of their names; immutable
 */
public record RegisteredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    boolean confirmed,
    boolean enabled,
    List<String> groups) {
  /** Makes a user; the groups are copied. */
  public RegisteredUser {
    groups = List.copyOf(groups);
  }

  static RegisteredUser of(StoredUser user) {
    return new RegisteredUser(
        user.subject(),
        user.username(),
        user.email(),
        user.emailVerified(),
        user.confirmed(),
        user.enabled(),
        user.groups());
  }
}
