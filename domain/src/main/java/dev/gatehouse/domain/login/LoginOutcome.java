package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of a login, as the client sees it. */
public sealed interface LoginOutcome extends ProviderLoginOutcome
    permits LoginProgress, LoginOutcome.UserNotConfirmed, InvalidCredentials, TooManyAttempts {
  /** The user has not confirmed the registration. */
  record UserNotConfirmed() implements LoginOutcome {}
}
