package dev.gatehouse.domain;

/**
 * The code is wrong, expired or used up, or there is nothing that it could confirm; a caller cannot
 * tell these apart.
 */
public record InvalidCode()
    implements ConfirmationOutcome,
        EmailVerificationOutcome,
        PasswordResetOutcome,
        Refusal,
        TotpConfirmationOutcome {}
