package dev.gatehouse.domain.refusal;

/** A reason for a refusal that several operations share. The operation did nothing. */
public sealed interface Refusal
    permits AccessRefused, InvalidCode, InvalidCredentials, TooManyAttempts {}
