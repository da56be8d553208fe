package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How the request for another e-mail code ends. */
public sealed interface EmailCodeOutcome
    permits EmailCodeOutcome.CodeRequested, TooManyAttempts, AccessRefused {
  /** A code was sent, if there is an address to verify and the provider sends one now. */
  record CodeRequested() implements EmailCodeOutcome {}
}
