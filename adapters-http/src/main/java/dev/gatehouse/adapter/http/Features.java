package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.document.ApiDocument;
import dev.gatehouse.adapter.http.document.PathTemplate;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.FeatureSettings;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.domain.audit.UserEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The features of a server, started; whoever starts them closes them, after the server has stopped.
 */
public final class Features implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Features.class.getName());
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9_]*_");

  /** What Gatehouse calls itself among the owners of routes. */
  private static final String GATEHOUSE = "gatehouse";

  private final SequencedMap<String, RunningFeature> running = new LinkedHashMap<>();
  private final Map<String, List<Route>> routes = new HashMap<>();

  private Features() {}

  /** No features at all. */
  public static Features none() {
    return new Features();
  }

  /**
   * Starts features, one after the other; where one does not start, those before it are closed.
   *
   * @param features the features; may be empty
   * @param variables all environment variables, of which each feature sees those with its prefix
   * @param clock tells the current time
   * @throws InvalidSettingException if a feature finds a setting wrong
   * @throws IllegalStateException if a feature does not start, its name or prefix has not the form
   *     that it must have, or two features have the same; the message names them
   */
  public static Features start(
      List<Feature> features, Map<String, String> variables, InstantSource clock) {
    refuseClashes(features);
    Features started = new Features();
    for (Feature feature : features) {
      FeatureSettings settings = new FeatureSettings(feature.settingsPrefix(), variables);
      try {
        started.running.put(feature.name(), feature.start(new FeatureContext(settings, clock)));
      } catch (InvalidSettingException e) {
        started.close();
        throw e;
      } catch (RuntimeException e) {
        started.close();
        throw new IllegalStateException(
            "the feature %s does not start: %s".formatted(feature.name(), e.getMessage()), e);
      }
    }
    return started;
  }

  private static void refuseClashes(List<Feature> features) {
    for (int i = 0; i < features.size(); i++) {
      Feature one = features.get(i);
      if (!NAME.matcher(one.name()).matches() || one.name().equals(GATEHOUSE)) {
        throw new IllegalStateException(
            "a feature is called \"%s\"; it may be small letters, digits and hyphens"
                .formatted(one.name()));
      }
      if (!PREFIX.matcher(one.settingsPrefix()).matches()) {
        throw new IllegalStateException(
            "the feature %s has the settings' prefix \"%s\"; it may be one such as GRAPH_"
                .formatted(one.name(), one.settingsPrefix()));
      }
      for (Feature other : features.subList(0, i)) {
        if (one.name().equals(other.name())) {
          throw new IllegalStateException("two features are called " + one.name());
        }
        if (one.settingsPrefix().startsWith(other.settingsPrefix())
            || other.settingsPrefix().startsWith(one.settingsPrefix())) {
          throw new IllegalStateException(
              "the features %s and %s claim the same settings, %s and %s"
                  .formatted(
                      other.name(), one.name(), other.settingsPrefix(), one.settingsPrefix()));
        }
      }
    }
  }

  /**
   * Gatehouse's routes and those of the features.
   *
   * @throws IllegalStateException if two of different owners match the same request, two of one
   *     owner have the same path, or a path is none; the message names them
   */
  List<Route> beside(List<Route> own) {
    List<OwnedRoute> claimed = new ArrayList<>();
    own.forEach(route -> claim(claimed, GATEHOUSE, route));
    running.forEach(
        (name, feature) -> {
          for (Route route : routes(name, feature)) {
            claim(claimed, name, route);
          }
        });
    return claimed.stream().map(OwnedRoute::route).toList();
  }

  /** Each feature is asked once. */
  private List<Route> routes(String name, RunningFeature feature) {
    return routes.computeIfAbsent(name, _ -> asked(name, feature));
  }

  private static List<Route> asked(String name, RunningFeature feature) {
    try {
      return List.copyOf(feature.routes());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the feature %s has no proper routes: %s".formatted(name, e.getMessage()), e);
    }
  }

  private record OwnedRoute(String owner, Route route, PathTemplate path) {
    boolean collidesWith(OwnedRoute other) {
      return route.method() == other.route.method()
          && (owner.equals(other.owner) ? path.equals(other.path) : path.overlaps(other.path));
    }

    @Override
    public String toString() {
      return "%s %s of %s".formatted(route.method(), route.path(), owner);
    }
  }

  private static void claim(List<OwnedRoute> claimed, String owner, Route route) {
    PathTemplate path;
    try {
      path = PathTemplate.of(route.path());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the feature " + owner + ": " + e.getMessage(), e);
    }
    OwnedRoute claim = new OwnedRoute(owner, route, path);
    for (OwnedRoute other : claimed) {
      if (claim.collidesWith(other)) {
        throw new IllegalStateException(
            "two routes take the same requests: " + other + " and " + claim);
      }
    }
    claimed.add(claim);
  }

  /** The features' parts of the API document, by their names; those that have none are absent. */
  SequencedMap<String, ApiDocument.Part> apiDocuments() {
    SequencedMap<String, ApiDocument.Part> parts = new LinkedHashMap<>();
    running.forEach(
        (name, feature) -> {
          URL part = feature.apiDocument();
          if (part != null) {
            parts.put(name, new ApiDocument.Part(text(name, part), operations(name, feature)));
          }
        });
    return parts;
  }

  private static String text(String name, URL part) {
    try (InputStream file = part.openStream()) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the feature %s: its part of the API document can't be read: %s".formatted(name, e), e);
    }
  }

  private Set<String> operations(String name, RunningFeature feature) {
    return routes(name, feature).stream()
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.toSet());
  }

  /** Whether each feature is ready, by its name. */
  SequencedMap<String, Boolean> readiness() {
    SequencedMap<String, Boolean> readiness = new LinkedHashMap<>();
    running.forEach((name, feature) -> readiness.put(name, isReady(name, feature)));
    return readiness;
  }

  private static boolean isReady(String name, RunningFeature feature) {
    try {
      return feature.isReady();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The feature " + name + " does not know whether it is ready", e);
      return false;
    }
  }

  /** Tells every feature; one that fails keeps no other from hearing it. */
  public void publish(UserEvent event) {
    running.forEach(
        (name, feature) -> {
          try {
            feature.onUserEvent(event);
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The feature " + name + " failed to take in " + event, e);
          }
        });
  }

  /** Closes the features, the last one first; one that fails keeps no other from closing. */
  @Override
  public void close() {
    running
        .reversed()
        .forEach(
            (name, feature) -> {
              try {
                feature.close();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The feature " + name + " does not close", e);
              }
            });
    running.clear();
  }
}
