package dev.gatehouse.examples.recommendations.adapter.sqlite;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import java.nio.file.Path;
import java.util.List;

/** A process that writes to a graph until it is killed, and prints the acknowledged changes. */
final class TirelessWriter {
  private TirelessWriter() {}

  public static void main(String[] arguments) {
    SqliteSocialGraph graph = SqliteSocialGraph.open(Path.of(arguments[0]), 10);
    for (int i = 0; true; i++) {
      String name = "p" + i;
      Subject subject = new Subject(name);
      graph.enter(new Person(subject, new Username(name)));
      graph.setInterests(
          subject, new Interests(List.of(new Interest("chess"), new Interest(name))));
      if (i > 0) {
        graph.follow(subject, new Subject("p" + (i - 1)));
      }
      System.out.println(name + ".");
    }
  }
}
