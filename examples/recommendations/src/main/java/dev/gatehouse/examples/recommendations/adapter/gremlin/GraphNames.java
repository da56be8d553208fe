package dev.gatehouse.examples.recommendations.adapter.gremlin;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Person;
import java.util.Map;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;

/** Names the vertices and edges on the server, their labels and their properties. */
final class GraphNames {
  private static final String PERSON = "person";
  private static final String INTEREST = "interest";
  static final String LIKES = "likes";
  static final String FOLLOWS = "follows";
  static final String SUB = "sub";
  static final String NAME = "name";

  private GraphNames() {}

  static String id(Subject subject) {
    return PERSON + ":" + subject.value();
  }

  static String id(Interest interest) {
    return INTEREST + ":" + interest.name();
  }

  /**
   * Returns the identifier of an edge. It contains the length of the first identifier, so that
   * different pairs never have the same one.
   */
  static String id(String edge, String from, String to) {
    return "%s:%d:%s:%s".formatted(edge, from.length(), from, to);
  }

  static Map<Object, Object> vertex(Person person) {
    String sub = person.subject().value();
    String name = person.name().value();
    return Map.of(T.id, id(person.subject()), T.label, PERSON, SUB, sub, NAME, name);
  }

  static Map<Object, Object> vertex(Interest interest) {
    return Map.of(T.id, id(interest), T.label, INTEREST, NAME, interest.name());
  }

  static Map<Object, Object> edge(String label, String from, String to) {
    return Map.of(T.id, id(label, from, to), T.label, label, Direction.OUT, from, Direction.IN, to);
  }
}
