package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;

/**
 * The code is wrong, has expired or was used before, or nothing waits for a code. A caller cannot
 * tell these apart.
 */
public record InvalidCode()
    implements ConfirmationOutcome,
        EmailVerificationOutcome,
        PasswordResetOutcome,
        Refusal,
        TotpCheckOutcome,
        TotpConfirmationOutcome {}
