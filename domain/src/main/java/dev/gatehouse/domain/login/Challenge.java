package dev.gatehouse.domain.login;

/**
 * A login needs another step.
 *
 * @param step the step
 * @param session continues this login; the client sends it back with the answer
 */
public record Challenge(ChallengeStep step, ChallengeSession session) {}
