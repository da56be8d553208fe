package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.LoginOutcome;

/** Logs users in and issues tokens. */
public interface Login {
  /**
   * Checks credentials and issues tokens, or returns the next step or the reason why not.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  LoginOutcome logIn(Caller caller, Credentials credentials);

  /**
   * Continues a login with the answer to a challenge.
   *
   * @param session the session of the challenge
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  ChallengeOutcome answer(Caller caller, ChallengeSession session, ChallengeAnswer answer);
}
