package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Username;

/**
 * A login that waits for the answer to a challenge.
 *
 * @param username who logs in
 * @param challenge the step that waits for an answer
 * @param session the session of the provider
 */
public record PendingLogin(Username username, ChallengeName challenge, ChallengeSession session) {}
