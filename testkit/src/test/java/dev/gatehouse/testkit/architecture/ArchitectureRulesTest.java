package dev.gatehouse.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule passes the sound part of the orchard, and reports each class that breaks it. */
final class ArchitectureRulesTest {
  private static final String ROOT = "com.acme.orchard";

  /** The rules that both features and Gatehouse keep, and classes that break one each. */
  private static final String OFFENDERS =
      """
      every_class_belongs_to_a_part, cellar.Cask
      every_class_belongs_to_a_part, adapter.LooseBasket
      packages_have_no_cycles, domain.CircularApple
      domain_uses_the_jdk_only, domain.AssertingApple
      domain_uses_the_jdk_only, domain.PluggedApple
      domain_uses_the_jdk_only, domain.PrivilegedApple
      application_uses_the_domain_only, application.PluggedUseCase
      application_uses_the_domain_only, application.PrivilegedUseCase
      adapters_use_the_domain_only, adapter.stall.BusyStall
      adapters_use_the_domain_only, adapter.stall.NosyStall
      ports_take_no_plain_text, domain.port.Label
      outcomes_are_sealed_with_record_leaves, domain.OpenOutcome
      outcomes_are_sealed_with_record_leaves, domain.ClassyOutcome
      secrets_are_neither_records_nor_serializable, domain.CellarCode
      secrets_are_neither_records_nor_serializable, domain.StoredToken
      secrets_are_revealed_in_adapters_only, application.GossipingUseCase
      secrets_are_revealed_in_adapters_only, application.PryingUseCase
      time_randomness_and_environment_come_in_through_constructors, adapter.stall.ClockedStall
      time_randomness_and_environment_come_in_through_constructors, adapter.stall.LoudStall
      time_randomness_and_environment_come_in_through_constructors, adapter.stall.LuckyStall
      names_have_a_meaning, domain.AppleManager
      """;

  private static final String OF_FEATURES =
      """
      feature_uses_the_domain_and_the_spi_only, adapter.stall.PrivilegedStall
      feature_uses_the_domain_and_the_spi_only, bootstrap.PrivilegedFeature
      """;

  private static final String OF_GATEHOUSE =
      "inner_packages_of_adapters_are_used_by_the_adapter_only, bootstrap.NosyFeature\n";

  @Test
  void correct_code_passes_every_rule() {
    assertThat(failures(feature())).isEmpty();
    assertThat(failures(standalone(Set.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(textBlock = OFFENDERS + OF_FEATURES)
  void feature_is_reported_by_the_rule_that_it_breaks(String rule, String offender) {
    assertReported(rule, offender, failures(feature(offender)));
  }

  @ParameterizedTest
  @CsvSource(textBlock = OFFENDERS + OF_GATEHOUSE)
  void code_of_gatehouse_is_reported_by_the_rule_that_it_breaks(String rule, String offender) {
    assertReported(rule, offender, failures(standalone(Set.of(), offender)));
  }

  private static void assertReported(String rule, String offender, Map<String, String> failures) {
    assertThat(failures).containsOnlyKeys(rule);
    assertThat(failures.get(rule)).contains(rule.replace('_', ' '), ROOT + "." + offender);
  }

  @Test
  void each_rule_has_code_that_breaks_it() {
    assertThat(names(feature())).isEqualTo(rulesIn(OFFENDERS + OF_FEATURES));
    assertThat(names(standalone(Set.of()))).isEqualTo(rulesIn(OFFENDERS + OF_GATEHOUSE));
  }

  @Test
  void offered_inner_package_may_be_used() {
    String user = "bootstrap.NosyFeature";

    assertThat(failures(standalone(Set.of("wicker.weave"), user))).isEmpty();
    assertThat(failures(standalone(Set.of("wicker.weave.Weave"), user))).isEmpty();
    assertThat(failures(standalone(Set.of("wicker.we"), user))).isNotEmpty();
  }

  @Test
  void rule_without_classes_to_check_fails() {
    JavaClasses nothing = imported().that(DescribedPredicate.alwaysFalse());

    assertThat(ArchitectureRules.of(ROOT, nothing, Set.of()).tests())
        .allSatisfy(
            test ->
                assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> test.getExecutable().execute())
                    .withMessageContaining("failed to check any classes"));
  }

  @Test
  void root_package_without_main_code_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchitectureRules.forFeature("com.acme.orchid"))
        .withMessageContaining("no main code below com.acme.orchid");
    assertThatIllegalArgumentException()
        .as("it holds tests only")
        .isThrownBy(() -> ArchitectureRules.forFeature(ROOT));
  }

  /** A misspelt name in the list would forbid nothing. */
  @Test
  void every_hidden_input_exists_in_the_jdk() throws ClassNotFoundException {
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

  /** The report of each rule that fails, by the name of the rule. */
  private static Map<String, String> failures(ArchitectureRules rules) {
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

  private static Set<String> names(ArchitectureRules rules) {
    return rules.tests().map(DynamicTest::getDisplayName).collect(Collectors.toSet());
  }

  private static Set<String> rulesIn(String table) {
    return table.lines().map(line -> line.split(",", -1)[0]).collect(Collectors.toSet());
  }

  private static ArchitectureRules feature(String... offenders) {
    return ArchitectureRules.forFeature(ROOT, imported(offenders));
  }

  private static ArchitectureRules standalone(Set<String> offered, String... offenders) {
    return ArchitectureRules.of(ROOT, imported(offenders), offered);
  }

  /** The sound part of the orchard and these offenders. */
  private static JavaClasses imported(String... invited) {
    List<Pattern> uninvited =
        (OFFENDERS + OF_FEATURES + OF_GATEHOUSE)
            .lines()
            .map(line -> line.split(", ", -1)[1])
            .filter(type -> Stream.of(invited).noneMatch(type::equals))
            .map(type -> (ROOT + "." + type).replace('.', '/'))
            .map(path -> Pattern.compile(".*/" + path + "(\\$.*)?\\.class"))
            .toList();
    return new ClassFileImporter()
        .withImportOption((Location at) -> uninvited.stream().noneMatch(at::matches))
        .importPackages(ROOT);
  }
}
