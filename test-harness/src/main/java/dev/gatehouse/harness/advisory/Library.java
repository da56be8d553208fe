package dev.gatehouse.harness.advisory;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library in a version.
 *
 * @param name group and artifact, such as {@code org.slf4j:slf4j-api}
 * @param version the version, such as {@code 2.0.17}
 */
public record Library(String name, String version) {
  /**
   * Returns the libraries of a class path. Elements that are not in the local Maven repository are
   * left out.
   *
   * @param classPath the elements, separated as the platform does
   * @param repository the local Maven repository, with the files {@code
   *     GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar}
   */
  public static List<Library> of(String classPath, Path repository) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(file -> file.startsWith(repository))
        .map(file -> of(repository.relativize(file)))
        .distinct()
        .toList();
  }

  private static Library of(Path file) {
    int parts = file.getNameCount();
    String group = file.subpath(0, parts - 3).toString().replace(File.separatorChar, '.');
    return new Library(group + ":" + file.getName(parts - 3), file.getName(parts - 2).toString());
  }
}
