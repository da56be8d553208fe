package dev.gatehouse.domain;

/** The user does not exist, or the password is wrong; a caller cannot tell the two apart. */
public record InvalidCredentials()
    implements DeletionOutcome, LoginOutcome, PasswordChangeOutcome, Refusal {}
