package dev.gatehouse.domain;

/**
 * The provider's password rules are stricter than ours; nothing was changed, and a code or session
 * that was given stays valid.
 */
public record PasswordRefused()
    implements PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RegistrationOutcome {}
