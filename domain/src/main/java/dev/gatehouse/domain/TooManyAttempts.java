package dev.gatehouse.domain;

import java.time.Duration;

/**
 * There were too many attempts; the next one is not made before the wait is over.
 *
 * @param retryAfter how long to wait; positive
 */
public record TooManyAttempts(Duration retryAfter)
    implements CodeRequestOutcome,
        ConfirmationOutcome,
        DeletionOutcome,
        EmailChangeOutcome,
        EmailCodeOutcome,
        EmailVerificationOutcome,
        LoginOutcome,
        PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RefreshOutcome,
        Refusal,
        RegistrationOutcome {}
