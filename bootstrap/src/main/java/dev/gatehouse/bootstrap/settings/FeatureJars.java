package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
 * Loads features from jars and from the class path.
 *
 * <p>The jars share one class loader, whose parent is that of Gatehouse. If a library is in both,
 * features use Gatehouse's version.
 */
public final class FeatureJars {
  private static final Logger LOG = System.getLogger(FeatureJars.class.getName());

  private FeatureJars() {}

  /**
   * Loads the features.
   *
   * @param places jars, and folders with jars
   * @throws CommandFailedException if a place has no jar, if no jar has a feature, or if a feature
   *     cannot be created
   */
  public static List<Feature> load(List<Path> places) {
    try {
      return find(places);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "The features cannot be loaded", e);
      throw CommandFailedException.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private static List<Feature> find(List<Path> places) {
    ClassLoader own = FeatureJars.class.getClassLoader();
    ClassLoader loader = own;
    if (!places.isEmpty()) {
      loader = new URLClassLoader("features", urls(places), own);
    }
    List<Feature> features = new ArrayList<>();
    try {
      ServiceLoader.load(Feature.class, loader).forEach(features::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("cannot load a feature: " + e.getMessage(), e);
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
        throw new IllegalArgumentException(place + " is neither a jar nor a folder with a jar");
      }
      for (Path jar : jars) {
        try {
          urls.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalArgumentException(jar + " cannot be loaded", e);
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
      throw new IllegalArgumentException(place + " cannot be read: " + e, e);
    }
    return jars.stream().sorted().toList();
  }
}
