package dev.gatehouse.domain;

/** What becomes of the wish for another code. */
public sealed interface EmailCodeOutcome {
  /** A code was sent, if there is an address to verify and the provider sends one now. */
  record CodeRequested() implements EmailCodeOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements EmailCodeOutcome {}
}
