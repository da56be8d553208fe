package dev.gatehouse.domain.usecase;

import java.util.Optional;

/**
 * All that Gatehouse offers, put together once; the driving adapters call these and nothing else.
 *
 * @param totpEnrolment empty where the provider knows no authenticator apps
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
