package dev.gatehouse.domain.usecase;

import java.util.Optional;

/**
 * All use cases. Driving adapters call only these.
 *
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
    RequestLimits requestLimits) {}
