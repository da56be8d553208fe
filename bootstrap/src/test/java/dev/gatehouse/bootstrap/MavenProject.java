package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder for a Maven project outside the repository, with a Maven repository of the artifacts
 * built here.
 */
final class MavenProject {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path folder;

  /** Writes an {@code mvnw} that does nothing for {@code install}, and the parent's POM. */
  MavenProject(Path folder) throws IOException {
    this.folder = folder;
    Path maven = folder.resolve("mvnw");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        case "$*" in *install*) exit 0 ;; esac
        export JAVA_HOME='%s'
        exec '%s/mvnw' -Dmaven.repo.local.tail='%s' "$@"
        """
            .formatted(System.getProperty("java.home"), ROOT, folder.resolve("installed")));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    install("gatehouse-parent", ROOT.resolve("pom.xml"), null);
  }

  /** Copies the built artifact of a module into the repository. */
  void install(String module) throws IOException {
    String artifact = module.equals("assembly") ? "gatehouse" : "gatehouse-" + module;
    Path source = ROOT.resolve(module);
    Path jar = source.resolve("target/%s-%s.jar".formatted(artifact, VERSION));
    install(artifact, source.resolve("pom.xml"), jar);
  }

  private void install(String artifact, Path pom, @Nullable Path jar) throws IOException {
    Path place = folder.resolve("installed/dev/gatehouse").resolve(artifact).resolve(VERSION);
    Files.createDirectories(place);
    Files.copy(pom, place.resolve("%s-%s.pom".formatted(artifact, VERSION)));
    if (jar != null) {
      Files.copy(jar, place.resolve("%s-%s.jar".formatted(artifact, VERSION)));
    }
  }
}
