package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.testkit.architecture.ArchitectureRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
  /** The packages of an adapter that other modules may use, besides its root package. */
  private static final Set<String> OFFERED =
      Set.of(
          "cognito.examination",
          "cognito.quota",
          "embedded.hashing.Argon2",
          "embedded.hashing.CallListener",
          "embedded.hashing.WorkerPoolState",
          "embedded.key.SigningKeyRotation",
          "embedded.password.ArchiveOutcome",
          "embedded.password.ArchivedUser",
          "embedded.password.ArchivedUsers",
          "embedded.store.FolderAccess",
          "embedded.store.FolderOwner",
          "embedded.store.NativeFolder",
          "embedded.store.SqliteLibrary",
          "http.lambda",
          "http.message.TrustedProxies",
          "http.server",
          "http.spi",
          "jwt.key.KeySetSource",
          "jwt.key.KeySetState",
          "jwt.key.SignatureProvider");

  @TestFactory
  Stream<DynamicTest> gatehouse_keeps_the_architecture_rules() throws IOException {
    return ArchitectureRules.of(
            "dev.gatehouse", new ClassFileImporter().importPaths(compiledClasses()), OFFERED)
        .tests();
  }

  /**
   * Times that are stored, or shared with other processes, come from the clock: in tokens, in the
   * database, in the audit trail. Everything else, such as a limit, a cache or a schedule, measures
   * durations with a ticker, because somebody may correct the clock.
   */
  @Test
  void only_these_classes_read_the_clock() throws IOException {
    assertThat(
            new ClassFileImporter()
                .importPaths(compiledClasses()).stream()
                    .filter(ArchitectureTest::readsTheClock)
                    .map(type -> type.getName().replaceFirst("^dev\\.gatehouse\\.([^$]*).*", "$1"))
                    .distinct())
        .containsExactlyInAnyOrder(
            "adapter.cognito.examination.ServiceTime",
            "adapter.embedded.Accounts",
            "adapter.embedded.EmbeddedIdentityProvider",
            "adapter.embedded.EmbeddedKnownAddresses",
            "adapter.embedded.EmbeddedLogins",
            "adapter.embedded.EmbeddedPasswords",
            "adapter.embedded.EmbeddedProfiles",
            "adapter.embedded.EmbeddedRegistrations",
            "adapter.embedded.EmbeddedSessions",
            "adapter.embedded.EmbeddedTotp",
            // It stores the time of its last check.
            "adapter.embedded.Readiness",
            "adapter.embedded.RevocationFeed",
            "adapter.embedded.UserAdministration",
            // Inboxes are forgotten after 30 days.
            "adapter.embedded.event.DatabaseInboxes",
            "adapter.embedded.key.SigningKeys",
            // Registrations and temporary passwords expire.
            "adapter.embedded.password.ArchivedUsers",
            "adapter.jwt.JweChallengeSessions",
            // It notices that the process stood still.
            "adapter.jwt.key.KeySet",
            "adapter.jwt.token.TokenClock",
            // It compares with the issue time of tokens.
            "adapter.memory.InMemoryRevokedTokens",
            "adapter.redis.RedisInbox",
            "adapter.redis.RedisKnownAddresses",
            "adapter.redis.RedisRevocations",
            "adapter.redis.RedisUserEvents",
            "adapter.redis.StoreExamination",
            "application.Revocations",
            "application.StepUp",
            "bootstrap.command.TokenInspection",
            "bootstrap.logging.LoggedAuditTrail",
            // For processes that stand still between requests.
            "domain.Ticker");
  }

  /** All other classes serve the API on Lambda, too, where there is no server. */
  @Test
  void only_these_classes_use_javalin_or_jetty_s_server() throws IOException {
    assertThat(
            new ClassFileImporter()
                .importPaths(compiledClasses()).stream()
                    .filter(ArchitectureTest::usesTheServer)
                    .map(type -> type.getName().replaceFirst("^dev\\.gatehouse\\.([^$]*).*", "$1"))
                    .filter(name -> !name.startsWith("adapter.http.server."))
                    .distinct())
        .containsExactlyInAnyOrder(
            "Gatehouse",
            "adapter.http.Access",
            "adapter.http.GatehousePlugin",
            "adapter.http.RouteGuard",
            "adapter.http.Routes",
            "adapter.http.message.JavalinRequest",
            "adapter.http.message.ResponseWriter");
  }

  private static boolean usesTheServer(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getPackageName())
        .anyMatch(
            name ->
                name.startsWith("io.javalin")
                    || name.startsWith("jakarta.servlet")
                    || name.startsWith("org.eclipse.jetty.server"));
  }

  private static boolean readsTheClock(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .anyMatch(
            access ->
                (access.getTargetOwner().isAssignableTo(InstantSource.class)
                        && Set.of("instant", "millis").contains(access.getName()))
                    || (access.getTargetOwner().isEquivalentTo(Instant.class)
                        && access.getName().equals("now"))
                    || (access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getName().equals("currentTimeMillis")));
  }

  /** Returns the folders with the compiled main code of the modules. */
  private static List<Path> compiledClasses() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (var modules =
        Files.newDirectoryStream(root(), "{domain,application,adapters-*,assembly,bootstrap}")) {
      for (Path module : modules) {
        Path folder = module.resolve("target/classes");
        assertThat(folder)
            .as("compiled by ./mvnw -pl bootstrap -am verify")
            .isDirectoryRecursivelyContaining("glob:**.class");
        folders.add(folder);
      }
    }
    return folders;
  }

  /** Finds the folder of the parent build; the tests can start in any folder below it. */
  private static Path root() {
    Path started = Path.of("").toAbsolutePath();
    return Stream.iterate(started, Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("bootstrap/pom.xml")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no folder above " + started + " holds bootstrap/"));
  }
}
