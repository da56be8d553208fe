package dev.gatehouse.adapter.embedded;

/**
 * A user as the database has it; plain text where a later, stricter rule for values must not lock a
 * user out.
 *
 * @param subject the identifier for life
 * @param username as first written
 * @param email where the user receives mail
 * @param emailVerified whether the user has shown to receive it
 * @param passwordHash what the password must match
 * @param enabled whether the user may log in
 */
record StoredUser(
    String subject,
    String username,
    String email,
    boolean emailVerified,
    PasswordHash passwordHash,
    boolean enabled) {}
