package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.usecase.AccountManagement;
import dev.gatehouse.domain.usecase.Authorization;
import dev.gatehouse.domain.usecase.Login;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import dev.gatehouse.domain.usecase.Registration;
import dev.gatehouse.domain.usecase.Sessions;
import dev.gatehouse.domain.usecase.TotpEnrolment;

/** The conversations that the API lets clients hold. */
public record UseCases(
    Registration registration,
    Login login,
    Authorization authorization,
    Sessions sessions,
    PasswordRecovery passwordRecovery,
    AccountManagement accountManagement,
    TotpEnrolment totpEnrolment) {}
