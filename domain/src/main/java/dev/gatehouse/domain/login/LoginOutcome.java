package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How a login ends, as the caller is told. */
public sealed interface LoginOutcome extends ProviderLoginOutcome
    permits LoginProgress, LoginOutcome.UserNotConfirmed, InvalidCredentials, TooManyAttempts {
  /** The user has not confirmed the registration. */
  record UserNotConfirmed() implements LoginOutcome {}
}
