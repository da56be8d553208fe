package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.session.LogoutOutcome;

/** The user has not proved the identity as the operation requires. */
public sealed interface StepUpRefusal
    extends DeletionOutcome, EmailChangeOutcome, LogoutOutcome, Refusal
    permits InvalidCredentials, ReauthenticationRequired, TooManyAttempts {}
