package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The architecture rules of a code base with ports and adapters.
 *
 * <p>The root package contains {@code domain} (inbound ports in {@code domain.usecase}, outbound
 * ports in {@code domain.port}), {@code application}, one package {@code adapter.<name>} for each
 * adapter, and {@code bootstrap}, which connects the parts. The rules check main code, not tests.
 * Each failure names the rule, the reason for it and every class that breaks it.
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicTest> feature_keeps_the_architecture_rules() {
 *   return ArchitectureRules.forFeature("com.acme.recommendations").tests();
 * }
 * }
 */
public final class ArchitectureRules {
  /** The packages that java.base exports, as the JDK of the build says. */
  private static final Set<String> JAVA_BASE =
      Object.class.getModule().getDescriptor().exports().stream()
          .filter(export -> !export.isQualified())
          .map(Exports::source)
          .collect(Collectors.toUnmodifiableSet());

  private static final DescribedPredicate<JavaClass> JDK =
      describe(
          "java.base and JSpecify",
          type ->
              type.isPrimitive()
                  || JAVA_BASE.contains(type.getPackageName())
                  || type.getPackageName().equals("org.jspecify.annotations"));

  private final Parts parts;
  private final JavaClasses main;
  private final Map<String, ArchRule> rules = new LinkedHashMap<>();

  private ArchitectureRules(Parts parts, JavaClasses main) {
    this.parts = parts;
    this.main = main;
  }

  /**
   * Returns the rules for a feature on Gatehouse with its own root package.
   *
   * <p>A feature may be small: a rule that finds nothing to check passes. All parts may use
   * Gatehouse's domain. Adapters and bootstrap may also use the SPI for features, but nothing else
   * of Gatehouse. The classes come from the class path; tests are recognised by their folder.
   *
   * @param root the feature's root package, such as {@code com.acme.recommendations}
   * @throws IllegalArgumentException if the class path has no main code below the root package
   */
  public static ArchitectureRules forFeature(String root) {
    return forFeature(
        root,
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root));
  }

  static ArchitectureRules forFeature(String root, JavaClasses main) {
    if (main.isEmpty()) {
      throw new IllegalArgumentException(
          "no main code below " + root + " on the class path: is the package misspelt?");
    }
    ArchitectureRules rules = new ArchitectureRules(new Parts(root, true), main);
    rules.addLayers();
    rules.add(
        "feature_uses_the_domain_and_the_spi_only",
        rules.parts.below("adapter").or(rules.parts.below("bootstrap")),
        type -> Offences.uses(type, rules.parts.otherParts()),
        "a feature that uses other parts of Gatehouse breaks when they change");
    rules.addDetails(rules.parts.below("bootstrap"), rules.parts.below("adapter"));
    return rules;
  }

  /**
   * Returns the rules for Gatehouse itself. Its root package holds the library that other
   * applications use. A rule that finds nothing to check fails.
   *
   * @param root the root package
   * @param main the main code of all modules
   * @param offered the packages and types below {@code adapter} that other modules may use, such as
   *     {@code http.spi}; the types directly in {@code adapter.<name>} are always allowed
   */
  public static ArchitectureRules of(String root, JavaClasses main, Set<String> offered) {
    ArchitectureRules rules = new ArchitectureRules(new Parts(root, false), main);
    rules.addLayers();
    rules.add(
        "inner_packages_of_adapters_are_used_by_the_adapter_only",
        rules.parts.below(""),
        type -> Offences.uses(type, rules.parts.innerPackages(type, offered)),
        "an adapter can be changed inside as long as nobody else uses its inner packages; add a"
            + " package to the list only if other modules need its types");
    DescribedPredicate<JavaClass> library = resideInAPackage(root);
    rules.addDetails(
        rules.parts.below("bootstrap").or(library), rules.parts.below("adapter").or(library));
    return rules;
  }

  /** Returns one test for each rule, with the name of the rule. */
  public Stream<DynamicTest> tests() {
    return rules.entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(main)));
  }

  private void addLayers() {
    add(
        "every_class_belongs_to_a_part",
        parts.below(""),
        type ->
            parts.isPlaced(type) ? Stream.of() : Stream.of(type.getName() + " belongs to no part"),
        "the other rules check only domain, application, adapter.<name> and bootstrap");
    rules.put(
        "packages_have_no_cycles",
        slices()
            .matching(parts.root() + ".(**)")
            .should()
            .beFreeOfCycles()
            .as("packages have no cycles")
            .because("packages in a cycle can only be understood, tested and moved together")
            .allowEmptyShould(parts.feature()));
    add(
        "domain_uses_the_jdk_only",
        parts.below("domain"),
        type -> Offences.uses(type, not(JDK.or(parts.domain()))),
        "the domain must outlive every library; what needs a library belongs behind a port");
    add(
        "application_uses_the_domain_only",
        parts.below("application"),
        type -> Offences.uses(type, not(JDK.or(parts.domain()).or(parts.below("application")))),
        "a use case says what happens in which order; the technology belongs to an adapter");
    add(
        "adapters_use_the_domain_only",
        parts.below("adapter"),
        type ->
            Offences.uses(
                type,
                parts
                    .below("")
                    .and(
                        not(
                            parts
                                .domain()
                                .or(Parts.spi())
                                .or(parts.below(parts.adapterOf(type)))))),
        "an adapter must be replaceable without a change in another; they meet at the ports");
  }

  private void addDetails(
      DescribedPredicate<JavaClass> wiring, DescribedPredicate<JavaClass> revealing) {
    add(
        "ports_take_no_plain_text",
        parts
            .below("domain.usecase")
            .or(parts.below("domain.port"))
            .and(describe("", JavaClass::isInterface)),
        Offences::plainText,
        "a text can be mixed up or left unchecked; give it a type in the domain");
    add(
        "outcomes_are_sealed_with_record_leaves",
        parts.below("domain").and(describe("", type -> type.getSimpleName().endsWith("Outcome"))),
        Offences::openEnds,
        "callers switch over an outcome without a default, so a new answer must not compile until"
            + " it is handled");
    add(
        "secrets_are_neither_records_nor_serializable",
        parts.below("").and(describe("", Offences::isSecret)),
        Offences::leaks,
        "a record prints what it holds, and a serializable class writes it");
    add(
        "secrets_are_revealed_in_adapters_only",
        not(revealing),
        type -> Offences.revelations(type, parts.below("").or(parts.domain())),
        "the text of a secret is for the outside world, which begins at an adapter");
    add(
        "time_randomness_and_environment_come_in_through_constructors",
        not(wiring),
        HiddenInputs::of,
        "tests must be able to choose them; write output to System.Logger");
    add(
        "names_have_a_meaning",
        parts.below(""),
        Offences::meaninglessName,
        "Impl, Manager, Util and Helper say nothing, and nor does an I before an interface; an"
            + " acronym is written like a word (HttpUrl)");
  }

  private void add(
      String name,
      DescribedPredicate<JavaClass> subjects,
      Function<JavaClass, Stream<String>> offences,
      String why) {
    ArchCondition<JavaClass> condition =
        new ArchCondition<>("keep the rule") {
          @Override
          public void check(JavaClass subject, ConditionEvents events) {
            offences
                .apply(subject)
                .forEach(offence -> events.add(SimpleConditionEvent.violated(subject, offence)));
          }
        };
    rules.put(
        name,
        classes()
            .that(subjects)
            .should(condition)
            .as(name.replace('_', ' '))
            .because(why)
            .allowEmptyShould(parts.feature()));
  }
}
