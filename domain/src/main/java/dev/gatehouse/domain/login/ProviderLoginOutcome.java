package dev.gatehouse.domain.login;

import dev.gatehouse.domain.refusal.InvalidCredentials;

/** The provider's result of a login. Clients never see {@link UserDisabled}. */
public sealed interface ProviderLoginOutcome
    permits LoginOutcome, ProviderLoginOutcome.UserDisabled {
  /** An operator has disabled the user. The client sees {@link InvalidCredentials}. */
  record UserDisabled() implements ProviderLoginOutcome {}
}
