package dev.gatehouse.domain;

/**
 * A rule that a value breaks.
 *
 * @param rule the stable name of the rule in snake_case, for programs
 * @param message one sentence for users; never contains the value itself
 */
public record Violation(String rule, String message) {}
