package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules of the house, for any code base that is a {@link Hexagon}.
 *
 * <p>Whoever trips over a rule finds in its message what it wants, why, and each place that breaks
 * it. Dependencies are whitelists: what nobody allowed is forbidden. To allow an adapter another
 * library or public type, change its entry in the {@link Hexagon}; that line is what a reviewer
 * looks at.
 *
 * <p>The rules look at main code. Two of them count tests as well: an outbound port may have its
 * second implementation there, and a contract test is a test. A rule with nothing to check fails;
 * in a feature, which may be small, only {@code every_class_has_its_place} does.
 *
 * {@snippet :
 * JavaClasses code = new ClassFileImporter().importPaths("target/classes", "target/test-classes");
 * JavaClasses main = code.that(not(isTest)); // isTest: by package or by where the class was found
 * HexagonRules.of(hexagon, code.that(isTest)).values().forEach(rule -> rule.check(main));
 * }
 */
public final class HexagonRules {
  /** The rules that say nothing about adapters which nobody listed. */
  static final Set<String> OF_LISTED_ADAPTERS =
      Set.of(
          "adapters_use_their_own_libraries_alone",
          "libraries_are_confined_to_their_adapters",
          "adapters_show_their_listed_types_alone");

  private static final String PLACES = "every_class_has_its_place";

  private final SequencedMap<String, ArchRule> rules = new LinkedHashMap<>();

  private HexagonRules() {}

  /**
   * The rules for a feature that is built on Gatehouse in a root package of its own.
   *
   * <p>Its parts lie below that root as a {@link Hexagon}'s do, with the class that plugs it into
   * Gatehouse in {@code bootstrap}; the classes are taken from the class path. All its parts may
   * use Gatehouse's domain; its adapters and bootstrap also see the package {@code
   * dev.gatehouse.adapter.http.feature}, and nothing else of Gatehouse. An outbound port {@code
   * Orders} has the contract suite {@code OrdersContract}, if the tests hold an abstract class of
   * that name, wherever it lies below the root.
   *
   * <p>With adapters listed, a package {@code adapter.<name>} that is not among them is reported.
   * With none listed, each such package is an adapter, and what only a list could say is not
   * checked: its libraries and the types that it shows.
   *
   * {@snippet :
   * @TestFactory
   * Stream<DynamicTest> feature_keeps_the_rules() {
   *   return HexagonRules.forFeature("com.acme.recommendations").tests();
   * }
   * }
   *
   * @param root the feature's root package, {@code com.acme.recommendations}
   * @param adapters all its adapters, or none to take them as they are
   * @throws IllegalArgumentException if the class path holds no main code below the root
   * @throws IllegalStateException if the tests hold two contract suites for one port
   */
  public static FeatureRules forFeature(String root, Adapter... adapters) {
    return FeatureRules.ofClassPath(root, List.of(adapters));
  }

  /**
   * All rules by name, in the order in which to read their failures: the shape first, the details
   * last.
   *
   * @param hexagon the shape of the code base
   * @param tests its tests and what serves them, from the same import as the main code that the
   *     rules are evaluated on; imported apart, neither would know its subclasses in the other
   */
  public static SequencedMap<String, ArchRule> of(Hexagon hexagon, JavaClasses tests) {
    HexagonRules all = new HexagonRules();
    all.addShape(hexagon);
    all.addDependencies(new Dependencies(hexagon), hexagon);
    all.addAdapters(new Adapters(hexagon), hexagon);
    all.addPorts(new Ports(hexagon, tests), hexagon);
    all.addValues(new Secrets(hexagon), hexagon);
    all.addStyle(hexagon);
    if (hexagon.foundation().isPresent()) {
      all.rules.replaceAll(
          (name, rule) -> name.equals(PLACES) ? rule : rule.allowEmptyShould(true));
    }
    return Collections.unmodifiableSequencedMap(all.rules);
  }

  private void addShape(Hexagon hexagon) {
    add(
        PLACES,
        hexagon.everything(),
        type -> hexagon.isPlaced(type) ? Stream.of() : Stream.of(type.getName() + " is elsewhere"),
        "the other rules reach only what lies in domain, application, bootstrap or a listed"
            + " adapter; a new adapter needs an entry of its own in the list of adapters");
    add(
        "packages_have_no_cycles",
        slices().matching(hexagon.root() + ".(**)").should().beFreeOfCycles(),
        "packages in a circle can only be understood, tested and moved together; turn one"
            + " dependency round, or merge the packages");
  }

  private void addDependencies(Dependencies dependencies, Hexagon hexagon) {
    add(
        "domain_needs_nothing_but_the_jdk",
        hexagon.domain(),
        dependencies::ofDomain,
        "the domain outlives every library: java.base and JSpecify's annotations (and Gatehouse's"
            + " domain, for a feature) must do, and what needs more belongs behind an outbound"
            + " port");
    add(
        "application_needs_nothing_but_the_domain",
        hexagon.application(),
        dependencies::ofApplication,
        "a use case says what happens in which order, on ports alone; the technology is an"
            + " adapter's");
    add(
        "adapters_see_the_domain_alone",
        hexagon.adapterClasses(),
        dependencies::inwardOfAdapter,
        "an adapter must be replaceable without touching another: they meet at the domain's ports,"
            + " and bootstrap connects them");
    add(
        "adapters_use_their_own_libraries_alone",
        hexagon.adapterClasses(),
        dependencies::outwardOfAdapter,
        "each adapter lists the libraries it stands on, so that a new one is a decision and not an"
            + " accident");
    add(
        "libraries_are_confined_to_their_adapters",
        hexagon.bootstrap(),
        dependencies::onAdaptersLibraries,
        "a library that leaks into bootstrap can't be replaced by replacing its adapter; let the"
            + " adapter's constructor or settings take plain values");
    if (hexagon.foundation().isPresent()) {
      add(
          "feature_sees_the_domain_and_the_seam_alone",
          hexagon.adapterClasses().or(hexagon.wiring()),
          dependencies::onGround,
          "what a feature sees of Gatehouse can't change without breaking it: adapters and"
              + " bootstrap use its domain and the package where features are plugged in (domain"
              + " and application, the domain alone)");
    }
  }

  private void addAdapters(Adapters adapters, Hexagon hexagon) {
    add(
        "adapters_show_their_listed_types_alone",
        all(adapters.storefronts()).should(haveNo(Adapters.Storefront::surprises)),
        "what is public will be used: an adapter shows what bootstrap needs to build it, and the"
            + " rest stays package-private");
    add(
        "adapters_are_constructed_in_bootstrap_alone",
        DescribedPredicate.not(hexagon.wiring()),
        adapters::constructions,
        "who constructs an adapter chooses the technology, and that choice is made in one place;"
            + " take the port as a constructor parameter instead");
  }

  private void addPorts(Ports ports, Hexagon hexagon) {
    add(
        "ports_take_no_bare_text",
        hexagon.inboundPorts().or(hexagon.outboundPorts()),
        Ports::bareText,
        "a value that checked itself can't be mixed up or forgotten to be checked; give the text a"
            + " type in the domain");
    add(
        "each_inbound_port_has_one_use_case",
        hexagon.inboundPorts(),
        ports::notExactlyOneUseCase,
        "an inbound port is a conversation that the application module carries out, once");
    add(
        "each_outbound_port_has_two_implementations",
        hexagon.outboundPorts(),
        ports::fewerThanTwoImplementations,
        "with one implementation (a test's stub counts) a port is only a guess at what"
            + " others would need");
    add(
        "each_adapter_of_a_contracted_port_has_a_contract_test",
        ports.contracted(),
        ports::missingContractTests,
        "one contract suite is what it means to play the role: subclass it in the tests of the"
            + " adapter's own package and let it use the adapter");
  }

  private void addValues(Secrets secrets, Hexagon hexagon) {
    add(
        "outcomes_are_sealed_with_record_leaves",
        hexagon.domain().and(Outcomes.OUTCOMES),
        Outcomes::openEnds,
        "callers switch over an outcome without a default, so that a new answer breaks the build"
            + " where it must be handled");
    add(
        "outcomes_hold_no_throwable",
        hexagon.domain().and(Outcomes.OUTCOMES),
        Outcomes::throwables,
        "an expected answer is a value; what nobody expects is thrown");
    add(
        "secrets_are_opaque",
        secrets.all(),
        secrets::leaks,
        "a record prints and a serializable class writes what it holds: extend the domain's Secret,"
            + " which does neither (an adapter's or a feature's own secret: a final class that"
            + " prints nothing)");
    add(
        "secrets_are_revealed_in_adapters_alone",
        DescribedPredicate.not(hexagon.adapterClasses().or(hexagon.library())),
        secrets::revelations,
        "a secret's text is for the outside world, and adapters are where that begins (and the"
            + " library's users for tests); pass the secret on as it is");
  }

  private void addStyle(Hexagon hexagon) {
    add(
        "nothing_hidden_comes_in_outside_bootstrap",
        DescribedPredicate.not(hexagon.wiring()),
        HiddenInputs::of,
        "the time, randomness and the environment come in through constructors (InstantSource,"
            + " RandomGenerator, settings), so that a test can choose them");
    add(
        "nothing_prints_outside_bootstrap",
        DescribedPredicate.not(hexagon.bootstrap()),
        Printing::of,
        "log through System.Logger: where the lines go is the back end's to say, which bootstrap"
            + " chooses");
    add(
        "every_package_is_null_marked",
        all(new Packages()).should(haveNo(Packages::unmarked)),
        "NullAway looks at marked code alone; the package needs a package-info.java that says"
            + " @NullMarked and, in a paragraph, what the package is for");
    add(
        "names_say_the_role",
        hexagon.everything(),
        Names::emptyOrForeign,
        "Impl, Manager, Util and Helper say nothing, an I-prefix says what the compiler knows, and"
            + " an acronym is a word (HttpUrl); an adapter is technology + role"
            + " (CognitoIdentityProvider)");
    add(
        "domain_accessors_have_no_get_prefix",
        hexagon.domain(),
        Names::getters,
        "records and classes of the domain read alike: user.email(), not user.getEmail()");
  }

  private void add(
      String name,
      DescribedPredicate<JavaClass> subjects,
      Function<JavaClass, Stream<String>> offences,
      String why) {
    add(name, classes().that(subjects).should(haveNo(offences)), why);
  }

  private void add(String name, ArchRule rule, String why) {
    rules.put(name, rule.as(name.replace('_', ' ')).because(why).allowEmptyShould(false));
  }

  private static <T> ArchCondition<T> haveNo(Function<? super T, Stream<String>> offences) {
    return new ArchCondition<>("have no offence") {
      @Override
      public void check(T subject, ConditionEvents events) {
        offences
            .apply(subject)
            .forEach(offence -> events.add(SimpleConditionEvent.violated(subject, offence)));
      }
    };
  }
}
