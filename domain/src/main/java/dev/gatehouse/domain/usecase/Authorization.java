package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.BearerToken;

/** A caller shows a token and is let in, or not. */
public interface Authorization {
  /**
   * Tells who the caller is.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when there is no key to
   *     verify with
   */
  AuthorizationOutcome authorize(BearerToken token);

  /**
   * Tells who the caller is and lets in members of a group alone.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when there is no key to
   *     verify with
   */
  AuthorizationOutcome authorize(BearerToken token, Group group);

  /**
   * Tells who the caller is and lets in whoever shows an access token, whichever tokens other
   * endpoints take: an ID token says who someone is, an access token what they may do.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when there is no key to
   *     verify with
   */
  AccountAuthorizationOutcome authorizeAccount(BearerToken token);
}
