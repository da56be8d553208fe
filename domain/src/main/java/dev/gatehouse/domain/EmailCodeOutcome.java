package dev.gatehouse.domain;

/** How the request for another e-mail code ends. */
public sealed interface EmailCodeOutcome
    permits EmailCodeOutcome.CodeRequested, TooManyAttempts, AccessRefused {
  /** A code was sent, if there is an address to verify and the provider sends one now. */
  record CodeRequested() implements EmailCodeOutcome {}
}
