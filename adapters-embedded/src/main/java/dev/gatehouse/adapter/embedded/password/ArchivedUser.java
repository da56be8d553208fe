package dev.gatehouse.adapter.embedded.password;

import dev.gatehouse.adapter.embedded.account.StoredUser;

/**
 * A user in a backup.
 *
 * @param subject the permanent identifier in the embedded provider
 * @param username the name as it was first written
 * @param email the e-mail address
 * @param emailVerified whether the address is verified
 */
public record ArchivedUser(String subject, String username, String email, boolean emailVerified) {
  static ArchivedUser of(StoredUser user) {
    return new ArchivedUser(user.subject(), user.username(), user.email(), user.emailVerified());
  }
}
