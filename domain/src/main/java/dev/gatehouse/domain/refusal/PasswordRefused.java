package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;

/**
 * The provider's rules for passwords are stricter than ours. Nothing was changed; a code or
 * challenge session stays valid.
 */
public record PasswordRefused()
    implements PasswordChangeOutcome,
        PasswordResetOutcome,
        ProviderChallengeOutcome,
        RegistrationOutcome {}
