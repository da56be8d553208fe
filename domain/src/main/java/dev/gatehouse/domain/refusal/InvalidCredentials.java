package dev.gatehouse.domain.refusal;

import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.login.LoginOutcome;

/** The user does not exist, or the password is wrong. A caller cannot tell these apart. */
public record InvalidCredentials() implements LoginOutcome, PasswordChangeOutcome, StepUpRefusal {}
