package dev.gatehouse.adapter.embedded.account;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.domain.login.ChallengeStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user in the database. Some values are plain text, so that a stricter rule in a later version
 * locks nobody out.
 *
 * @param subject the permanent identifier
 * @param username the name as it was first written
 * @param email the e-mail address
 * @param emailVerified whether the address is verified
 * @param pendingEmail a new address that waits for verification, or null
 * @param passwordHash the hash of the password
 * @param enabled whether the user may log in
 * @param temporaryUntil when a temporary password expires; null if the user has chosen the password
 * @param totp whether an authenticator app is active
 * @param version counts the changes of the address, the password, the app and {@code enabled};
 *     codes that were sent before such a change do not work
 * @param groups the groups, sorted by name
 */
public record StoredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    @Nullable String pendingEmail,
    PasswordHash passwordHash,
    boolean enabled,
    @Nullable Instant temporaryUntil,
    boolean totp,
    long version,
    List<String> groups) {
  public StoredUser {
    groups = List.copyOf(groups);
  }

  /** Returns the challenge after a right password, or null. */
  public @Nullable ChallengeStep furtherStep() {
    if (temporaryUntil != null) {
      return new ChallengeStep.NewPasswordRequired();
    }
    return totp ? new ChallengeStep.SoftwareTokenMfa() : null;
  }

  /** Returns the same user with a chosen password. */
  public StoredUser withPasswordOfOwn(PasswordHash hash) {
    return new StoredUser(
        subject,
        username,
        email,
        emailVerified,
        pendingEmail,
        hash,
        enabled,
        null,
        totp,
        version,
        groups);
  }

  /** Returns the address that waits for verification, or null. */
  public @Nullable String unverifiedEmail() {
    if (pendingEmail != null) {
      return pendingEmail;
    }
    return emailVerified ? null : email;
  }
}
