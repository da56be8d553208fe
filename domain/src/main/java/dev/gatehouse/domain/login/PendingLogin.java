package dev.gatehouse.domain.login;

import dev.gatehouse.domain.Username;

/**
 * A login that waits for the answer to a challenge.
 *
 * @param username who logs in
 * @param challenge what was asked
 * @param session the provider's own
 */
public record PendingLogin(Username username, ChallengeName challenge, ChallengeSession session) {}
