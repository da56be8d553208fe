package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.LoginOutcome;

/** A user proves who they are and gets tokens. */
public interface Login {
  /**
   * Answers credentials with tokens, or says what stands in the way.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  LoginOutcome logIn(Caller caller, Credentials credentials);

  /**
   * Goes on with a login that asked for more than a password.
   *
   * @param session as the challenge gave it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  ChallengeOutcome answer(Caller caller, ChallengeSession session, ChallengeAnswer answer);
}
