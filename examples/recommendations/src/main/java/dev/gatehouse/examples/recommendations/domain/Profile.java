package dev.gatehouse.examples.recommendations.domain;

/**
 * The part of a person's data that every user may see.
 *
 * @param person the person
 * @param interests the person's interests
 * @param followers how many people follow the person
 * @param following how many people the person follows
 */
public record Profile(Person person, Interests interests, long followers, long following) {}
