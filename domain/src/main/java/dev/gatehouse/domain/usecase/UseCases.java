package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.account.PasswordPolicy;
import java.util.Optional;

/**
 * All use cases. Driving adapters call only these.
 *
 * @param passwordPolicy the rules for new passwords
 * @param totpEnrolment empty if the provider does not support authenticator apps
 */
public record UseCases(
    Registration registration,
    Login login,
    Authorization authorization,
    SessionManagement sessions,
    PasswordRecovery passwordRecovery,
    AccountManagement accountManagement,
    Optional<TotpEnrolment> totpEnrolment,
    RequestLimits requestLimits,
    PasswordPolicy passwordPolicy) {}
