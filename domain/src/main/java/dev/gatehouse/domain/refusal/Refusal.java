package dev.gatehouse.domain.refusal;

/** Why an operation was refused, where several operations share the reason; nothing was done. */
public sealed interface Refusal
    permits AccessRefused, InvalidCode, InvalidCredentials, TooManyAttempts {}
