package dev.gatehouse.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule lets the sound part of the miniature pass, and bites when one offender joins it. */
final class HexagonRulesTest {
  private static final String ROOT = HexagonRulesTest.class.getPackageName() + ".miniature";

  static final Hexagon MINIATURE =
      new Hexagon(
          ROOT,
          List.of(
              Adapter.named("paper").uses("org.assertj..").shows("PaperLedger"),
              Adapter.named("desk").shows("Desk", "Bell", "form.Form").offers("form"),
              Adapter.named("kiosk").shows("Kiosk").sees("desk.Desk", "desk.form.Form")),
          Map.of("Ledger", ROOT + ".LedgerContract"));

  /** A rule, and a class that breaks it and no other; the classes after that only help it exist. */
  static Stream<Arguments> offenders() {
    return Stream.of(
        offender("every_class_has_its_place", "cellar.Barrel"),
        offender("packages_have_no_cycles", "domain.CircularRoom"),
        offender("domain_needs_nothing_but_the_jdk", "domain.AssertingRoom"),
        offender("domain_needs_nothing_but_the_jdk", "domain.LoggingRoom"),
        offender("domain_needs_nothing_but_the_jdk", "domain.SqlRoom"),
        offender("application_needs_nothing_but_the_domain", "application.BoundUseCase"),
        offender("application_needs_nothing_but_the_domain", "application.SqlUseCase"),
        offender("adapters_see_the_domain_alone", "adapter.kiosk.NosyKiosk"),
        offender("adapters_see_the_domain_alone", "adapter.paper.BusyLedger"),
        offender(
            "adapters_see_the_domain_alone",
            "adapter.paper.StartingLedger",
            "bootstrap.light.Lamp"),
        offender("adapters_use_their_own_libraries_alone", "adapter.desk.AssertingDesk"),
        offender("adapters_use_their_own_libraries_alone", "adapter.desk.PrivilegedDesk"),
        offender("adapters_use_their_own_libraries_alone", "adapter.desk.SqlDesk"),
        offender("libraries_are_confined_to_their_adapters", "bootstrap.AssertingMain"),
        offender("adapters_show_their_listed_types_alone", "adapter.desk.ShowyDesk"),
        offender("adapters_are_constructed_in_bootstrap_alone", "adapter.kiosk.DeskMaker"),
        offender("adapters_are_constructed_in_bootstrap_alone", "adapter.kiosk.DeskOpener"),
        offender("adapters_are_constructed_in_bootstrap_alone", "adapter.paper.LedgerShop"),
        offender("ports_take_no_bare_text", "domain.usecase.Calling", "application.CallingUseCase"),
        offender("ports_take_no_bare_text", "domain.port.Lock"),
        offender("ports_take_no_bare_text", "domain.port.Mail"),
        offender("each_inbound_port_has_one_use_case", "domain.usecase.Cancelling"),
        offender("each_inbound_port_has_one_use_case", "application.RivalUseCase"),
        offender("each_outbound_port_has_two_implementations", "domain.port.Bank"),
        offender(
            "each_adapter_of_a_contracted_port_has_a_contract_test", "adapter.paper.TornLedger"),
        offender("outcomes_are_sealed_with_record_leaves", "domain.OpenOutcome"),
        offender("outcomes_are_sealed_with_record_leaves", "domain.ClassyOutcome"),
        offender("outcomes_hold_no_throwable", "domain.ThrownOutcome"),
        offender("secrets_are_opaque", "domain.Password"),
        offender("secrets_are_opaque", "domain.PlainToken"),
        offender("secrets_are_opaque", "domain.StoredSecret"),
        offender("secrets_are_opaque", "domain.TalkativeSecret"),
        offender("secrets_are_opaque", "adapter.desk.KeySecret"),
        offender("secrets_are_revealed_in_adapters_alone", "application.PryingUseCase"),
        offender("secrets_are_revealed_in_adapters_alone", "domain.usecase.Prying"),
        offender("nothing_hidden_comes_in_outside_bootstrap", "adapter.desk.ClockedDesk"),
        offender("nothing_hidden_comes_in_outside_bootstrap", "adapter.desk.LuckyDesk"),
        offender("nothing_hidden_comes_in_outside_bootstrap", "adapter.desk.TimelessDesk"),
        offender("nothing_hidden_comes_in_outside_bootstrap", "application.HomesickUseCase"),
        offender("nothing_prints_outside_bootstrap", "adapter.desk.LoudDesk"),
        offender("nothing_prints_outside_bootstrap", "adapter.desk.TracingDesk"),
        offender("every_package_is_null_marked", "domain.unmarked.Stone"),
        offender("names_say_the_role", "domain.RoomImpl"),
        offender("names_say_the_role", "domain.RoomManager"),
        offender("names_say_the_role", "domain.RoomUtils"),
        offender("names_say_the_role", "domain.RoomHelper"),
        offender("names_say_the_role", "domain.IRoom"),
        offender("names_say_the_role", "domain.URLRoom"),
        offender("domain_accessors_have_no_get_prefix", "domain.GettableRoom"));
  }

  private static Arguments offender(String rule, String... classes) {
    return arguments(rule, List.of(classes));
  }

  @Test
  void sound_hexagon_passes_every_rule() {
    assertThat(failures(MINIATURE, List.of())).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("offenders")
  void offender_is_reported_by_its_rule_alone(String rule, List<String> classes) {
    String offender = ROOT + "." + classes.getFirst();
    String itsPackage = offender.substring(0, offender.lastIndexOf('.'));

    Map<String, String> failures = failures(MINIATURE, classes);

    assertThat(failures).containsOnlyKeys(rule);
    assertThat(failures.get(rule))
        .contains(rule.replace('_', ' ') + ", because ")
        .containsAnyOf(offender, itsPackage + " is not @NullMarked");
  }

  @Test
  void there_are_22_rules_and_each_has_an_offender() {
    Set<Object> bitten =
        offenders().map(offender -> offender.get()[0]).collect(Collectors.toUnmodifiableSet());

    assertThat(rules(imported(List.of()), MINIATURE).keySet()).hasSize(22).isEqualTo(bitten);
  }

  @Test
  void listed_type_that_is_not_there_is_reported() {
    Hexagon stale =
        new Hexagon(
            ROOT,
            List.of(
                Adapter.named("paper").uses("org.assertj..").shows("PaperLedger", "StoneLedger"),
                Adapter.named("desk").shows("Desk", "Bell", "form.Form").offers("form"),
                Adapter.named("kiosk").shows("Kiosk").sees("desk.Desk", "desk.form.Form")),
            MINIATURE.contracts());

    Map<String, String> failures = failures(stale, List.of());

    assertThat(failures).containsOnlyKeys("adapters_show_their_listed_types_alone");
    assertThat(failures.values()).allSatisfy(text -> assertThat(text).contains("StoneLedger"));
  }

  @Test
  void what_no_adapter_offers_is_made_in_bootstrap_alone() {
    List<Adapter> reticent =
        MINIATURE.adapters().stream().map(adapter -> adapter.offers(new String[0])).toList();
    Hexagon other = new Hexagon(ROOT, reticent, MINIATURE.contracts());

    Map<String, String> failures = failures(other, List.of());

    assertThat(failures).containsOnlyKeys("adapters_are_constructed_in_bootstrap_alone");
    assertThat(failures.values()).allSatisfy(text -> assertThat(text).contains("FormFiller"));
  }

  @Test
  void contract_test_that_does_not_use_the_adapter_proves_nothing() {
    Hexagon other =
        new Hexagon(
            ROOT, MINIATURE.adapters(), Map.of("Ledger", ROOT + ".adapter.paper.PaperLedgerTest"));

    assertThat(failures(other, List.of("adapter.paper.TornLedger")))
        .containsOnlyKeys("each_adapter_of_a_contracted_port_has_a_contract_test");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void rule_that_finds_nothing_to_check_fails(String name, ArchRule rule) {
    JavaClasses nothing = imported(List.of()).that(DescribedPredicate.alwaysFalse());

    assertThatExceptionOfType(AssertionError.class)
        .as(name)
        .isThrownBy(() -> rule.check(nothing))
        .withMessageContaining("failed to check any classes");
  }

  static Stream<Arguments> rules() {
    return rules(imported(List.of()), MINIATURE).entrySet().stream()
        .map(rule -> arguments(rule.getKey(), rule.getValue()));
  }

  /** A name that is misspelt in the list would forbid nothing. */
  @Test
  void every_hidden_input_is_a_member_that_the_jdk_has() throws ClassNotFoundException {
    for (String read : HiddenInputs.READS) {
      int dot = read.lastIndexOf('.');
      Class<?> owner = Class.forName(read.substring(0, dot));
      String member = read.substring(dot + 1);
      boolean withoutArguments = member.endsWith("()");
      String name = member.replace("()", "");

      assertThat(
              name.equals("<init>")
                  ? Arrays.stream(owner.getConstructors())
                  : Arrays.stream(owner.getMethods()).filter(m -> m.getName().equals(name)))
          .as(read)
          .anyMatch(found -> !withoutArguments || found.getParameterCount() == 0);
    }
  }

  /** The report of each rule that fails, by the rule's name. */
  private static Map<String, String> failures(Hexagon hexagon, List<String> guests) {
    JavaClasses code = imported(guests);
    JavaClasses main = code.that(DescribedPredicate.not(Fixture.tests()));
    Map<String, String> failures = new LinkedHashMap<>();
    rules(code, hexagon)
        .forEach(
            (name, rule) -> {
              var result = rule.evaluate(main);
              if (result.hasViolation()) {
                failures.put(name, result.getFailureReport().toString());
              }
            });
    return failures;
  }

  private static Map<String, ArchRule> rules(JavaClasses code, Hexagon hexagon) {
    return HexagonRules.of(hexagon, code.that(Fixture.tests()));
  }

  private static JavaClasses imported(List<String> guests) {
    return fixture().imported(guests);
  }

  static Fixture fixture() {
    return new Fixture(
        ROOT,
        offenders()
            .flatMap(offender -> ((List<?>) offender.get()[1]).stream())
            .map(String.class::cast)
            .toList());
  }
}
