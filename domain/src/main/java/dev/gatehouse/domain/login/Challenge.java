package dev.gatehouse.domain.login;

/**
 * A login goes on by another step.
 *
 * @param step what is asked for
 * @param session continues this login, and comes back with the answer
 */
public record Challenge(ChallengeStep step, ChallengeSession session) {}
