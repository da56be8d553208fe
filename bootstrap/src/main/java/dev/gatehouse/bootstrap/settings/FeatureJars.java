package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.http.spi.Feature;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds features in jars and on the class path.
 *
 * <p>Jars that are named share one class loader below Gatehouse's own: of a library that both have,
 * features get Gatehouse's version.
 */
public final class FeatureJars {
  private FeatureJars() {}

  /**
   * The features in these jars and on the class path.
   *
   * @param places jars, and folders that hold jars
   * @throws IllegalArgumentException if there is no jar in a place, no feature in all of them, or
   *     one can't be made; the message says so in a line
   */
  public static List<Feature> load(List<Path> places) {
    ClassLoader own = FeatureJars.class.getClassLoader();
    ClassLoader loader = own;
    if (!places.isEmpty()) {
      loader = new URLClassLoader("features", urls(places), own);
    }
    List<Feature> features = new ArrayList<>();
    try {
      ServiceLoader.load(Feature.class, loader).forEach(features::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("a feature can't be loaded: " + e.getMessage(), e);
    }
    if (!places.isEmpty()
        && features.stream().allMatch(found -> own.equals(found.getClass().getClassLoader()))) {
      throw new IllegalArgumentException(
          "no jar in %s names a feature in META-INF/services/%s"
              .formatted(places, Feature.class.getName()));
    }
    return features;
  }

  private static URL[] urls(List<Path> places) {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      List<Path> jars = jars(place);
      if (jars.isEmpty()) {
        throw new IllegalArgumentException(place + " is no jar, nor a folder that holds one");
      }
      for (Path jar : jars) {
        try {
          urls.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalArgumentException(jar + " can't be loaded from", e);
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> jars(Path place) {
    if (!Files.isDirectory(place)) {
      return Files.isRegularFile(place) && place.toString().endsWith(".jar")
          ? List.of(place)
          : List.of();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(place, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      throw new IllegalArgumentException(place + " can't be read: " + e, e);
    }
    return jars.stream().sorted().toList();
  }
}
