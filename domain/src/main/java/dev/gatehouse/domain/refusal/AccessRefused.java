package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;

/** The session that the access token belongs to has ended. */
public record AccessRefused()
    implements DeletionOutcome,
        EmailChangeOutcome,
        EmailCodeOutcome,
        EmailVerificationOutcome,
        LogoutOutcome,
        PasswordChangeOutcome,
        SessionListOutcome,
        Refusal,
        TotpCheckOutcome,
        TotpConfirmationOutcome,
        TotpStatusOutcome {}
