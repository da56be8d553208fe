package dev.gatehouse.examples.recommendations.domain;

/**
 * What everyone may know of a person.
 *
 * @param person who it is
 * @param interests what they are interested in
 * @param followers how many follow them
 * @param following how many they follow
 */
public record Profile(Person person, Interests interests, long followers, long following) {}
