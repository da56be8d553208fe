package dev.gatehouse.domain;

/**
 * A rule that a candidate value breaks.
 *
 * @param rule the rule's stable name in snake_case, for programs
 * @param message one sentence for people; never holds the candidate itself
 */
public record Violation(String rule, String message) {}
