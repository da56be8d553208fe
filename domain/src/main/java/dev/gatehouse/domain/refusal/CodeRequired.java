package dev.gatehouse.domain.refusal;

/** The operation requires a current code from the user's authenticator app. */
public record CodeRequired() implements Refusal {}
