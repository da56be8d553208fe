package dev.gatehouse.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.gatehouse.testkit.AttemptLimiterContract;
import dev.gatehouse.testkit.ChallengeSessionsContract;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.testkit.KnownAddressesContract;
import dev.gatehouse.testkit.RevokedTokensContract;
import dev.gatehouse.testkit.TokenVerifierContract;
import dev.gatehouse.testkit.architecture.Adapter;
import dev.gatehouse.testkit.architecture.Hexagon;
import dev.gatehouse.testkit.architecture.HexagonRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gatehouse keeps the rules of its own house. */
final class ArchitectureTest {
  /** The table to change when an adapter needs another library or shows another type. */
  private static final Hexagon GATEHOUSE =
      new Hexagon(
          "dev.gatehouse",
          List.of(
              Adapter.named("cognito")
                  .uses("software.amazon.awssdk..")
                  .shows(
                      "CallListener",
                      "ClientSecret",
                      "CognitoIdentityProvider",
                      "CognitoSettings",
                      "PoolFinding",
                      "UserPoolExamination"),
              Adapter.named("embedded")
                  .uses(
                      "java.sql..",
                      "org.sqlite..",
                      "com.nimbusds..",
                      "com.password4j..",
                      "com.eatthepath.otp..",
                      "org.apache.commons.codec..")
                  .shows(
                      "CallListener",
                      "EmbeddedIdentityProvider",
                      "EmbeddedSettings",
                      "RegisteredUser",
                      "SigningKeyRotation",
                      "TemporaryAccess",
                      "UserAdministration",
                      "Workload"),
              Adapter.named("http")
                  .offers("feature")
                  .uses(
                      "io.javalin..",
                      "jakarta.servlet..",
                      "org.eclipse.jetty..",
                      "com.fasterxml.jackson..")
                  .shows(
                      "Access",
                      "ApiSettings",
                      "Features",
                      "GatehousePlugin",
                      "GatehouseServer",
                      "LogContext",
                      "ManagementServer",
                      "ManagementSettings",
                      "MetricsPage",
                      "RequestListener",
                      "ServerSettings",
                      "SessionRoutes",
                      "TokenListener",
                      "TraceParent",
                      "TrustedProxies",
                      "feature.Response",
                      "feature.FieldValues",
                      "feature.StaticFile",
                      "feature.Request",
                      "feature.Feature",
                      "feature.FeatureContext",
                      "feature.FeatureSettings",
                      "feature.HttpMethod",
                      "feature.Field",
                      "feature.Problem",
                      "feature.ProblemException",
                      "feature.RefreshTokenTransport",
                      "feature.Route",
                      "feature.RouteLimits",
                      "feature.RunningFeature",
                      "feature.InvalidSettingException"),
              Adapter.named("jwt")
                  .uses(
                      "com.nimbusds..",
                      "com.fasterxml.jackson.core..",
                      "com.github.benmanes.caffeine..",
                      "com.amazon.corretto..",
                      "java.net.http..")
                  .shows(
                      "JweChallengeSessions",
                      "JwksTokenVerifier",
                      "KeySetSource",
                      "KeySetState",
                      "TokenCacheState",
                      "TrustedIssuer",
                      "UnverifiedClaims",
                      "VerifierSettings"),
              Adapter.named("memory")
                  .uses("com.github.benmanes.caffeine..", "io.github.bucket4j..")
                  .shows(
                      "InMemoryAttemptLimiter",
                      "InMemoryRevokedTokens",
                      "InMemoryKnownAddresses",
                      "InProcessUserEvents"),
              Adapter.named("web")
                  .uses("com.fasterxml.jackson..")
                  .sees(
                      "http.feature.Response",
                      "http.feature.FieldValues",
                      "http.feature.StaticFile",
                      "http.feature.Request",
                      "http.feature.HttpMethod",
                      "http.feature.Field",
                      "http.feature.RefreshTokenTransport",
                      "http.feature.Route",
                      "http.feature.RouteLimits")
                  .shows("WebPages", "WebSettings")),
          Map.of(
              "AttemptLimiter", AttemptLimiterContract.class.getName(),
              "ChallengeSessions", ChallengeSessionsContract.class.getName(),
              "IdentityProvider", IdentityProviderContract.class.getName(),
              "RevokedTokens", RevokedTokensContract.class.getName(),
              "TokenVerifier", TokenVerifierContract.class.getName(),
              "KnownAddresses", KnownAddressesContract.class.getName()));

  private static final JavaClasses CODE = new ClassFileImporter().importPaths(compiledClasses());

  private static final SequencedMap<String, ArchRule> RULES =
      HexagonRules.of(GATEHOUSE, CODE.that(isTest()));

  @TestFactory
  Stream<DynamicTest> gatehouse_keeps() {
    JavaClasses main = CODE.that(not(isTest()));
    return RULES.entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(main)));
  }

  @Test
  void no_rule_is_lost_on_the_way() {
    assertThat(RULES).hasSize(22);
  }

  /** Test classes, and the testkit: it serves tests alone, wherever its classes lie. */
  private static DescribedPredicate<JavaClass> isTest() {
    return resideInAPackage("dev.gatehouse.testkit..")
        .or(describe("test classes", ArchitectureTest::isTestClass));
  }

  private static boolean isTestClass(JavaClass type) {
    return type.getSource().orElseThrow().getUri().getPath().contains("/target/test-classes/");
  }

  /**
   * What the build compiled of the modules, their tests included: other modules' tests are on
   * nobody's class path, so they are taken from where Maven puts them.
   */
  private static List<Path> compiledClasses() {
    return modules().stream().flatMap(ArchitectureTest::compiledClasses).toList();
  }

  /** The testkit's own tests are left out: they hold classes that break the rules on purpose. */
  private static Stream<Path> compiledClasses(Path module) {
    Path classes = compiled(module, "classes");
    return Files.isDirectory(module.resolve("src/test/java")) && !module.endsWith("testkit")
        ? Stream.of(classes, compiled(module, "test-classes"))
        : Stream.of(classes);
  }

  private static Path compiled(Path module, String what) {
    Path folder = module.resolve("target").resolve(what);
    assertThat(folder)
        .as("compiled by ./mvnw -pl bootstrap -am verify")
        .isDirectoryRecursivelyContaining("glob:**.class");
    return folder;
  }

  /** The hexagon's modules and the testkit; what is built on top of bootstrap is not among them. */
  private static List<Path> modules() {
    List<Path> modules = new ArrayList<>();
    try (var folders =
        Files.newDirectoryStream(
            root(), "{domain,application,adapters-*,assembly,bootstrap,testkit}")) {
      folders.forEach(modules::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules;
  }

  /** The folder of the parent build, wherever below it the tests were started. */
  private static Path root() {
    Path started = Path.of("").toAbsolutePath();
    return Stream.iterate(started, Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("bootstrap/pom.xml")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no folder above " + started + " holds bootstrap/"));
  }
}
