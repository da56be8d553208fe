package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.document.ApiDocument;
import dev.gatehouse.adapter.http.document.PathTemplate;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.http.spi.SettingValues;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The started features of a server. The code that starts them must close them, after the server has
 * stopped.
 */
public final class Features implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Features.class.getName());

  /** The owner of Gatehouse's own routes, in messages. */
  private static final String GATEHOUSE = "gatehouse";

  private final SequencedMap<String, RunningFeature> running = new LinkedHashMap<>();
  private final Map<String, List<Route>> routes = new HashMap<>();

  private Features() {}

  /** Returns an empty set of features. */
  public static Features none() {
    return new Features();
  }

  /**
   * Starts features one after the other. If one does not start, closes the features before it.
   *
   * @param features the features; may be empty
   * @param variables all environment variables; a feature sees those that it declares
   * @param clock the source of the current time
   * @throws InvalidSettingException if a setting of a feature is wrong
   * @throws IllegalStateException if a feature does not start, if its name has the wrong form, or
   *     if two features have the same name or setting; the message names them
   */
  public static Features start(
      List<Feature> features, Map<String, String> variables, InstantSource clock) {
    refuseClashes(features);
    Features started = new Features();
    for (Feature feature : features) {
      SettingValues settings = new SettingValues(feature.settings(), variables);
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
    Set<String> names = new HashSet<>();
    Map<String, String> owners = new HashMap<>();
    for (Feature feature : features) {
      String name = feature.name();
      if (!Listener.isName(name) || name.equals(GATEHOUSE)) {
        throw new IllegalStateException(
            "the name of a feature is \"%s\"; it may have lower-case letters, digits and hyphens"
                .formatted(name));
      }
      if (!names.add(name)) {
        throw new IllegalStateException("two features have the name " + name);
      }
      for (Setting<?> setting : feature.settings()) {
        String other = owners.put(setting.name(), name);
        if (other != null) {
          throw new IllegalStateException(
              "the features %s and %s both have the setting %s"
                  .formatted(other, name, setting.name()));
        }
      }
    }
  }

  /**
   * Combines Gatehouse's routes with those of the features.
   *
   * @throws IllegalStateException if routes of two owners match the same request, if two routes of
   *     one owner have the same path, or if a path is not valid; the message names them
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

  /** Reads the routes of each feature once. */
  private List<Route> routes(String name, RunningFeature feature) {
    return routes.computeIfAbsent(name, _ -> asked(name, feature));
  }

  private static List<Route> asked(String name, RunningFeature feature) {
    try {
      return List.copyOf(feature.routes());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the routes of the feature %s are not valid: %s".formatted(name, e.getMessage()), e);
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
            "two routes match the same requests: " + other + " and " + claim);
      }
    }
    claimed.add(claim);
  }

  /**
   * Returns the features' parts of the API document, by feature name. Features without a part are
   * left out.
   */
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
          "the feature %s: its part of the API document cannot be read: %s".formatted(name, e), e);
    }
  }

  private Set<String> operations(String name, RunningFeature feature) {
    return routes(name, feature).stream()
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.toSet());
  }

  /** Returns whether each feature is ready, by feature name. */
  SequencedMap<String, Boolean> readiness() {
    SequencedMap<String, Boolean> readiness = new LinkedHashMap<>();
    running.forEach((name, feature) -> readiness.put(name, isReady(name, feature)));
    return readiness;
  }

  private static boolean isReady(String name, RunningFeature feature) {
    try {
      return feature.isReady();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The feature " + name + " failed to say whether it is ready", e);
      return false;
    }
  }

  /** Returns what handles events about users, by feature name. */
  public Map<String, Consumer<UserEvent>> handlers() {
    Map<String, Consumer<UserEvent>> handlers = new LinkedHashMap<>();
    running.forEach((name, feature) -> handlers.put(name, feature::onUserEvent));
    return handlers;
  }

  /** Closes the features, the last one first. If one fails, the others are still closed. */
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
