package dev.gatehouse.domain;

/** The session that the access token belongs to has ended. */
public record AccessRefused()
    implements DeletionOutcome,
        EmailChangeOutcome,
        EmailCodeOutcome,
        EmailVerificationOutcome,
        LogoutOutcome,
        PasswordChangeOutcome,
        Refusal,
        SessionListOutcome,
        TotpConfirmationOutcome,
        TotpEnrolmentOutcome,
        TotpRemovalOutcome,
        TotpStatusOutcome {}
