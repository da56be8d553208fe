package dev.gatehouse.adapter.http.lambda;

import dev.gatehouse.adapter.http.RouteCall;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request. */
final class RouteIndex {
  private final List<Entry> entries;

  /**
   * Creates the index.
   *
   * @param routes in the order in which they are tried
   */
  RouteIndex(List<Route> routes) {
    this.entries = routes.stream().map(route -> new Entry(route, segments(route.path()))).toList();
  }

  private record Entry(Route route, List<String> segments) {
    /** Returns the parameters; null if the path does not match. */
    @Nullable Map<String, String> match(List<String> path) {
      if (path.size() != segments.size()) {
        return null;
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{") && !path.get(i).isEmpty()) {
          parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return null;
        }
      }
      return parameters;
    }

    boolean answers(String method) {
      return method.equals(route.method().name())
          || (method.equals("HEAD") && route.method() == HttpMethod.GET);
    }
  }

  /**
   * A route and the parameters of the path.
   *
   * @param parameters decoded
   */
  record Found(Route route, Map<String, String> parameters) {}

  /**
   * Returns the route of an event.
   *
   * @throws ProblemException if there is none; {@code OPTIONS} is answered with the methods
   */
  Found find(GatewayEvent event) {
    List<String> path = path(event);
    Set<String> methods = new TreeSet<>();
    for (Entry entry : entries) {
      Map<String, String> parameters = entry.match(path);
      if (parameters != null) {
        if (entry.answers(event.method())) {
          return new Found(entry.route(), parameters);
        }
        methods.add(entry.route().method().name());
        if (entry.route().method() == HttpMethod.GET) {
          methods.add("HEAD");
        }
      }
    }
    throw new ProblemException(
        methods.isEmpty()
            ? Response.problem(Problem.NOT_FOUND)
            : RouteCall.ofNoRoute(event.method(), methods));
  }

  /** A path may end with a slash. */
  private static List<String> path(GatewayEvent event) {
    String path = event.path();
    List<String> segments =
        segments(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    return event.encoded() ? segments.stream().map(RouteIndex::decoded).toList() : segments;
  }

  private static List<String> segments(String path) {
    List<String> segments = Arrays.asList(path.split("/", -1));
    return path.equals("/") ? List.of() : segments.subList(1, segments.size());
  }

  /** A plus is a plus. An encoded slash would make guards and endpoints read different paths. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteBuffer bytes = ByteBuffer.allocate(segment.length() * 3);
    try {
      for (int i = 0; i < segment.length(); i++) {
        char next = segment.charAt(i);
        if (next == '%') {
          bytes.put((byte) HexFormat.fromHexDigits(segment, i + 1, i + 3));
          i += 2;
        } else {
          bytes.put(String.valueOf(next).getBytes(StandardCharsets.UTF_8));
        }
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (text.indexOf('/') >= 0) {
        throw malformed();
      }
      return text;
    } catch (CharacterCodingException | IndexOutOfBoundsException | NumberFormatException _) {
      throw malformed();
    }
  }

  private static ProblemException malformed() {
    return new ProblemException(Response.problem(Problem.MALFORMED_REQUEST));
  }
}
