package dev.gatehouse.testkit.architecture;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import dev.gatehouse.testkit.architecture.Hexagon.Foundation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house on the code of one feature, which {@link HexagonRules#forFeature}
 * imported.
 *
 * <p>Test classes are told from main code by where they were found, in the folders of Maven, Gradle
 * or IntelliJ; what comes in a jar is main code.
 */
public final class FeatureRules {
  private static final Foundation GATEHOUSE =
      new Foundation("dev.gatehouse", "adapter.http.feature");

  private final String root;
  private final JavaClasses main;
  private final SequencedMap<String, ArchRule> rules;

  /** The rules on these classes, all imported at once. */
  FeatureRules(
      String root, List<Adapter> adapters, JavaClasses code, DescribedPredicate<JavaClass> isTest) {
    this.root = root;
    this.main = code.that(DescribedPredicate.not(isTest));
    if (main.isEmpty()) {
      throw new IllegalArgumentException(
          "no main code below " + root + " on the class path: is the package misspelt?");
    }
    JavaClasses tests = code.that(isTest);
    Hexagon hexagon =
        new Hexagon(
            root,
            adapters.isEmpty() ? adapters(root, main) : adapters,
            contracts(root, main, tests),
            Optional.of(GATEHOUSE));
    this.rules = new LinkedHashMap<>(HexagonRules.of(hexagon, tests));
    if (adapters.isEmpty()) {
      rules.keySet().removeAll(HexagonRules.OF_LISTED_ADAPTERS);
    }
  }

  static FeatureRules ofClassPath(String root, List<Adapter> adapters) {
    return new FeatureRules(
        root,
        adapters,
        new ClassFileImporter().importPackages(root),
        DescribedPredicate.describe("test classes", FeatureRules::isTest));
  }

  /**
   * Checks all rules.
   *
   * @throws AssertionError if the feature breaks a rule, with the reports of all that it breaks
   */
  public void check() {
    assertAll("The rules on " + root, tests().map(DynamicTest::getExecutable));
  }

  /** One test per rule, named as the rule, in the order in which to read their failures. */
  public Stream<DynamicTest> tests() {
    return rules.entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(main)));
  }

  private static boolean isTest(JavaClass type) {
    return type.getSource()
        .map(Source::getUri)
        .map(Location::of)
        .filter(ImportOption.Predefined.ONLY_INCLUDE_TESTS::includes)
        .isPresent();
  }

  private static List<Adapter> adapters(String root, JavaClasses main) {
    String above = root + ".adapter.";
    return main.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(above))
        .map(name -> name.substring(above.length()).replaceFirst("\\..*", ""))
        .distinct()
        .map(Adapter::named)
        .toList();
  }

  /** By convention: {@code XContract} is the suite of the port {@code X}. */
  private static Map<String, String> contracts(String root, JavaClasses main, JavaClasses tests) {
    Hexagon bare = new Hexagon(root, List.of(), Map.of());
    int prefix = bare.typeNamed("domain.port.").length();
    return main.stream()
        .filter(bare.outboundPorts())
        .flatMap(
            port ->
                suites(port, tests)
                    .map(suite -> Map.entry(port.getName().substring(prefix), suite.getName())))
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Stream<JavaClass> suites(JavaClass port, JavaClasses tests) {
    return tests.stream()
        .filter(test -> test.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(test -> test.getSimpleName().equals(port.getSimpleName() + "Contract"));
  }
}
