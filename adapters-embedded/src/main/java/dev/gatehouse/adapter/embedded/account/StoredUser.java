package dev.gatehouse.adapter.embedded.account;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.domain.login.ChallengeStep;
import java.time.Instant;
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
 * @param temporaryUntil until when the password lets the user in to choose another; null where it
 *     is the user's own
 * @param totp whether codes of an authenticator app are asked for
 * @param groups in the order of their names
 */
public record StoredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    @Nullable String pendingEmail,
    PasswordHash passwordHash,
    boolean enabled,
    boolean confirmed,
    @Nullable Instant temporaryUntil,
    boolean totp,
    List<String> groups) {
  public StoredUser {
    groups = List.copyOf(groups);
  }

  /** What a login asks for beyond a right password; null for nothing. */
  public @Nullable ChallengeStep furtherStep() {
    if (temporaryUntil != null) {
      return new ChallengeStep.NewPasswordRequired();
    }
    return totp ? new ChallengeStep.SoftwareTokenMfa() : null;
  }

  /** The same user, who has chosen a password. */
  public StoredUser withPasswordOfOwn(PasswordHash hash) {
    return new StoredUser(
        subject,
        username,
        email,
        emailVerified,
        pendingEmail,
        hash,
        enabled,
        confirmed,
        null,
        totp,
        groups);
  }

  /** The address that the user has yet to show to receive mail at; null where there is none. */
  public @Nullable String unverifiedEmail() {
    if (pendingEmail != null) {
      return pendingEmail;
    }
    return emailVerified ? null : email;
  }
}
