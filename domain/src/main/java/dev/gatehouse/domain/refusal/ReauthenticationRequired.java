package dev.gatehouse.domain.refusal;

import java.time.Duration;

/**
 * The operation requires a recent login or the password (step-up, RFC 9470).
 *
 * @param maxAge the allowed time since the login; zero if only the password suffices
 */
public record ReauthenticationRequired(Duration maxAge) implements StepUpRefusal {}
