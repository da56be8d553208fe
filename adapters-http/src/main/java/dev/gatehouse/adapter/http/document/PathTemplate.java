package dev.gatehouse.adapter.http.document;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of a route. Two paths are equal if they match the same requests, whatever the names of
 * their parameters are.
 *
 * @param segments the segments, with {@link #PARAMETER} for a parameter; empty for the root
 */
public record PathTemplate(List<String> segments) implements Comparable<PathTemplate> {
  private static final String PARAMETER = "{}";
  private static final Pattern FORM =
      Pattern.compile("/|(/([A-Za-z0-9._~-]+|\\{[A-Za-z][A-Za-z0-9]*}))+");

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException if the text is not a path
   */
  public static PathTemplate of(String path) {
    if (!FORM.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "the path \"" + path + "\" does not consist of fixed segments and {parameters}");
    }
    return new PathTemplate(path.equals("/") ? List.of() : segments(path));
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.substring(1).split("/", -1))
        .map(segment -> segment.startsWith("{") ? PARAMETER : segment)
        .toList();
  }

  /** Returns whether the path has parameters. */
  public boolean hasParameters() {
    return segments.contains(PARAMETER);
  }

  /** Returns whether a request can match both paths. */
  public boolean overlaps(PathTemplate other) {
    if (segments.size() != other.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String mine = segments.get(i);
      String theirs = other.segments.get(i);
      if (!mine.equals(theirs) && !mine.equals(PARAMETER) && !theirs.equals(PARAMETER)) {
        return false;
      }
    }
    return true;
  }

  /** Fixed segments come before parameters, so that the first match is the best. */
  @Override
  public int compareTo(PathTemplate other) {
    for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
      String mine = segments.get(i);
      String theirs = other.segments.get(i);
      int texts = Boolean.compare(mine.equals(PARAMETER), theirs.equals(PARAMETER));
      int order = texts == 0 ? mine.compareTo(theirs) : texts;
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(segments.size(), other.segments.size());
  }
}
