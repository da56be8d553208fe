package dev.gatehouse.adapter.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as the database has it; plain text where a later, stricter rule for values must not lock a
 * user out.
 *
 * @param subject the identifier for life
 * @param username as first written
 * @param email where the user receives mail
 * @param emailVerified whether the user has shown to receive it
 * @param pendingEmail the address that is to take its place; null where there is none
 * @param passwordHash what the password must match
 * @param enabled whether the user may log in
 * @param confirmed whether the registration is complete
 * @param groups in the order of their names
 */
record StoredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    @Nullable String pendingEmail,
    PasswordHash passwordHash,
    boolean enabled,
    boolean confirmed,
    List<String> groups) {
  StoredUser {
    groups = List.copyOf(groups);
  }

  /** The address that the user has yet to show to receive mail at; null where there is none. */
  @Nullable String unverifiedEmail() {
    if (pendingEmail != null) {
      return pendingEmail;
    }
    return emailVerified ? null : email;
  }
}
