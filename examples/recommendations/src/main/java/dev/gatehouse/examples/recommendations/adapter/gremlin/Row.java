package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.NAME;
import static dev.gatehouse.examples.recommendations.adapter.gremlin.GraphNames.SUB;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One projected result of a traversal, with the members that the projection names. */
record Row(Map<String, Object> members) {
  private Object member(String name) {
    return Objects.requireNonNull(members.get(name), name);
  }

  String text(String name) {
    return (String) member(name);
  }

  long number(String name) {
    return ((Number) member(name)).longValue();
  }

  List<Interest> interests(String name) {
    return ((Collection<?>) member(name))
        .stream().map(interest -> new Interest((String) interest)).sorted().toList();
  }

  /** Returns the person whose subject and name the projection has. */
  Person person() {
    return new Person(new Subject(text(SUB)), new Username(text(NAME)));
  }
}
