package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.http.spi.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packs features of the tests. */
final class FeatureJar {
  private FeatureJar() {}

  /**
   * Creates a jar.
   *
   * @param features the classes of the features
   * @param others the other classes that they need
   */
  static Path of(
      Path folder, List<Class<? extends Feature>> features, List<? extends Class<?>> others)
      throws IOException {
    Path jar = folder.resolve("features.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : Stream.of(features, others).<Class<?>>flatMap(List::stream).toList()) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream content =
            Objects.requireNonNull(FeatureJar.class.getResourceAsStream("/" + file))) {
          out.putNextEntry(new JarEntry(file));
          content.transferTo(out);
        }
      }
      out.putNextEntry(new JarEntry("META-INF/services/" + Feature.class.getName()));
      out.write(
          features.stream()
              .map(Class::getName)
              .collect(Collectors.joining("\n"))
              .getBytes(StandardCharsets.US_ASCII));
    }
    return jar;
  }
}
