package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of a request for another code to verify an e-mail address. */
public sealed interface EmailCodeOutcome
    permits EmailCodeOutcome.CodeRequested, TooManyAttempts, AccessRefused {
  /** A code was sent if there is an address to verify and the provider sends one now. */
  record CodeRequested() implements EmailCodeOutcome {}
}
