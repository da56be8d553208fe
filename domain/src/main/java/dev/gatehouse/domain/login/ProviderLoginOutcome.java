package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.InvalidCredentials;

/** How a login at the provider ends; {@link UserDisabled} is never told to a caller. */
public sealed interface ProviderLoginOutcome
    permits LoginOutcome, ProviderLoginOutcome.UserDisabled {
  /** An operator has disabled the user; the caller is told {@link InvalidCredentials}. */
  record UserDisabled() implements ProviderLoginOutcome {}
}
