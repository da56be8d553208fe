package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.BearerToken;

/** Decides from a token who sends a request and what the user may do. */
public interface Authorization {
  /**
   * Returns the identity of the user.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if no key set was ever loaded
   */
  AuthorizationOutcome authorize(BearerToken token);

  /**
   * Returns the identity of the user if the user is in a group.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if no key set was ever loaded
   */
  AuthorizationOutcome authorize(BearerToken token, Group group);

  /**
   * Allows changes of an account. Requires an access token, whatever tokens other endpoints accept:
   * an ID token says who the user is, an access token what the client may do.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if no key set was ever loaded
   */
  AccountAuthorizationOutcome authorizeAccount(BearerToken token);
}
