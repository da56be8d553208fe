package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.AuthorizationOutcome;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Group;

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
}
