package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;

/**
 * The provider's password rules are stricter than ours; nothing was changed, and a code or session
 * that was given stays valid.
 */
public record PasswordRefused()
    implements PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RegistrationOutcome {}
