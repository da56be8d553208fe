package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;

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
