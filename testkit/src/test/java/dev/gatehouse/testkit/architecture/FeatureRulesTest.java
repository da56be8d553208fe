package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.gatehouse.testkit.architecture.Hexagon.Foundation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules bite in a feature that stands on Gatehouse, with its adapters listed and without. */
final class FeatureRulesTest {
  private static final String ROOT = "com.acme.orchard";

  private static final Adapter WICKER =
      Adapter.named("wicker").uses("org.assertj..").shows("WickerBasket");

  private static final Adapter STALL = Adapter.named("stall").shows("Stall");

  private static final List<Adapter> LISTED = List.of(WICKER, STALL);

  private static final List<Adapter> UNLISTED = List.of();

  private static final String SECOND_SUITE = "adapter.wicker.BasketContract";

  /** A rule, and a class that breaks it and no other. */
  static Stream<Arguments> offenders() {
    return Stream.of(
        arguments("every_class_has_its_place", "cellar.Cask"),
        arguments("every_class_has_its_place", "adapter.LooseBasket"),
        arguments("packages_have_no_cycles", "domain.CircularApple"),
        arguments("domain_needs_nothing_but_the_jdk", "domain.AssertingApple"),
        arguments("domain_needs_nothing_but_the_jdk", "domain.PluggedApple"),
        arguments("domain_needs_nothing_but_the_jdk", "domain.PrivilegedApple"),
        arguments("application_needs_nothing_but_the_domain", "application.PluggedUseCase"),
        arguments("application_needs_nothing_but_the_domain", "application.PrivilegedUseCase"),
        arguments("adapters_see_the_domain_alone", "adapter.stall.BusyStall"),
        arguments("adapters_see_the_domain_alone", "adapter.stall.NosyStall"),
        arguments("adapters_use_their_own_libraries_alone", "adapter.stall.AssertingStall"),
        arguments("libraries_are_confined_to_their_adapters", "bootstrap.AssertingFeature"),
        arguments("feature_sees_the_domain_and_the_seam_alone", "adapter.stall.PrivilegedStall"),
        arguments("feature_sees_the_domain_and_the_seam_alone", "bootstrap.PrivilegedFeature"),
        arguments("adapters_show_their_listed_types_alone", "adapter.stall.ShowyStall"),
        arguments("adapters_are_constructed_in_bootstrap_alone", "adapter.wicker.BasketShop"),
        arguments("ports_take_no_bare_text", "domain.port.Label"),
        arguments("each_inbound_port_has_one_use_case", "domain.usecase.Grafting"),
        arguments("each_outbound_port_has_two_implementations", "domain.port.Press"),
        arguments(
            "each_adapter_of_a_contracted_port_has_a_contract_test", "adapter.wicker.TornBasket"),
        arguments("outcomes_are_sealed_with_record_leaves", "domain.OpenOutcome"),
        arguments("outcomes_hold_no_throwable", "domain.ThrownOutcome"),
        arguments("secrets_are_opaque", "domain.CellarCode"),
        arguments("secrets_are_revealed_in_adapters_alone", "application.GossipingUseCase"),
        arguments("secrets_are_revealed_in_adapters_alone", "application.PryingUseCase"),
        arguments("nothing_hidden_comes_in_outside_bootstrap", "adapter.stall.ClockedStall"),
        arguments("nothing_prints_outside_bootstrap", "adapter.stall.LoudStall"),
        arguments("every_package_is_null_marked", "domain.unmarked.Stone"),
        arguments("names_say_the_role", "domain.AppleManager"),
        arguments("domain_accessors_have_no_get_prefix", "domain.GettableApple"));
  }

  @Test
  void sound_feature_passes_every_rule() {
    assertThat(failures(imported(), LISTED)).isEmpty();
    assertThat(failures(imported(), UNLISTED)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("offenders")
  void offender_is_reported_by_its_rule_alone(String rule, String offender) {
    JavaClasses code = imported(offender);

    assertThat(failures(code, LISTED)).containsOnlyKeys(rule);
    assertThat(failures(code, LISTED).get(rule))
        .contains(rule.replace('_', ' ') + ", because ")
        .containsAnyOf(ROOT + "." + offender, "domain.unmarked is not @NullMarked");
    assertThat(failures(code, UNLISTED).keySet())
        .isEqualTo(HexagonRules.OF_LISTED_ADAPTERS.contains(rule) ? Set.of() : Set.of(rule));
  }

  @Test
  void there_are_23_rules_and_each_has_an_offender() {
    Set<String> bitten =
        offenders()
            .map(offender -> (String) offender.get()[0])
            .collect(Collectors.toUnmodifiableSet());

    assertThat(names(LISTED)).hasSize(23).hasSameElementsAs(bitten);
  }

  @Test
  void without_a_list_20_rules_are_left() {
    assertThat(names(UNLISTED))
        .hasSize(20)
        .doesNotContainAnyElementsOf(HexagonRules.OF_LISTED_ADAPTERS);
  }

  @Test
  void check_reports_all_that_is_broken_at_once() {
    FeatureRules rules =
        rules(imported("domain.AppleManager", "adapter.stall.LoudStall"), UNLISTED);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(rules::check)
        .withMessageContainingAll(ROOT, "AppleManager", "System.out", "nothing prints outside");
    rules(imported(), UNLISTED).check();
  }

  @Test
  void adapter_that_is_not_listed_has_no_place() {
    Map<String, String> failures = failures(imported(), List.of(WICKER));

    assertThat(failures).containsOnlyKeys("every_class_has_its_place");
    assertThat(failures.values()).allSatisfy(text -> assertThat(text).contains("stall.Stall"));
  }

  @Test
  void listing_gatehouse_as_a_library_opens_nothing_and_closes_nothing() {
    List<Adapter> daring = List.of(WICKER, STALL.uses("dev.gatehouse.."));

    assertThat(failures(imported(), daring)).isEmpty();
    assertThat(failures(imported("adapter.stall.PrivilegedStall"), daring))
        .containsOnlyKeys("feature_sees_the_domain_and_the_seam_alone");
  }

  @Test
  void port_without_a_contract_suite_needs_no_contract_test() {
    JavaClasses unproved =
        imported("adapter.wicker.TornBasket")
            .that(not(simpleName("BasketContract").or(simpleName("WickerBasketTest"))));

    assertThat(failures(unproved, LISTED)).isEmpty();
  }

  @Test
  void port_with_two_contract_suites_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> rules(imported(SECOND_SUITE), LISTED))
        .withMessageContainingAll(
            ROOT + ".BasketContract", ROOT + ".adapter.wicker.BasketContract");
  }

  @Test
  void feature_of_bootstrap_alone_passes() {
    JavaClasses bootstrap = imported().that(resideInAPackage(ROOT + ".bootstrap"));

    assertThat(failures(bootstrap, UNLISTED)).isEmpty();
  }

  @Test
  void only_the_rule_on_places_fails_with_nothing_to_check() {
    JavaClasses nothing = imported().that(DescribedPredicate.alwaysFalse());
    Hexagon feature =
        new Hexagon(ROOT, LISTED, Map.of(), Optional.of(new Foundation("dev.gatehouse", "seam")));

    assertThat(HexagonRules.of(feature, nothing))
        .allSatisfy(
            (name, rule) ->
                assertThat(catchThrowableOfType(AssertionError.class, () -> rule.check(nothing)))
                    .as(name)
                    .matches(e -> (e != null) == name.equals("every_class_has_its_place")));
  }

  @Test
  void root_below_gatehouse_is_a_feature_like_any_other() {
    assertThat(failures(rulesOfMiniature(List.of()))).isEmpty();
    assertThat(failures(rulesOfMiniature(List.of("adapter.desk.PrivilegedDesk"))))
        .containsOnlyKeys("feature_sees_the_domain_and_the_seam_alone");
  }

  @Test
  void misspelt_root_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HexagonRules.forFeature("com.acme.orchid"))
        .withMessageContaining("no main code below com.acme.orchid");
  }

  @Test
  void root_that_holds_tests_alone_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HexagonRules.forFeature(ROOT))
        .withMessageContaining("no main code below " + ROOT);
  }

  @Test
  void main_code_on_the_class_path_is_told_from_tests() {
    FeatureRules noFeature = HexagonRules.forFeature(FeatureRules.class.getPackageName());

    assertThat(failures(noFeature).get("every_class_has_its_place"))
        .contains(FeatureRules.class.getName() + " is elsewhere")
        .doesNotContain(FeatureRulesTest.class.getName());
  }

  private static List<String> names(List<Adapter> adapters) {
    return rules(imported(), adapters).tests().map(DynamicTest::getDisplayName).toList();
  }

  private static Map<String, String> failures(JavaClasses code, List<Adapter> adapters) {
    return failures(rules(code, adapters));
  }

  /** The report of each rule that fails, by the rule's name. */
  private static Map<String, String> failures(FeatureRules rules) {
    Map<String, String> failures = new LinkedHashMap<>();
    rules
        .tests()
        .forEach(
            test -> {
              Throwable failure = catchThrowable(() -> test.getExecutable().execute());
              if (failure != null) {
                failures.put(test.getDisplayName(), failure.toString());
              }
            });
    return failures;
  }

  private static FeatureRules rules(JavaClasses code, List<Adapter> adapters) {
    return new FeatureRules(ROOT, adapters, code, Fixture.tests());
  }

  private static FeatureRules rulesOfMiniature(List<String> guests) {
    return new FeatureRules(
        HexagonRulesTest.MINIATURE.root(),
        HexagonRulesTest.MINIATURE.adapters(),
        HexagonRulesTest.fixture().imported(guests),
        Fixture.tests());
  }

  private static JavaClasses imported(String... guests) {
    Stream<String> offenders = offenders().map(offender -> (String) offender.get()[1]);
    return new Fixture(ROOT, Stream.concat(offenders, Stream.of(SECOND_SUITE)).toList())
        .imported(List.of(guests));
  }
}
