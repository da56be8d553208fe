package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IdentityProviderContractTest {
  private static final String REASON = "the vendor has known since 2019";

  @ParameterizedTest
  @EnumSource
  void each_fault_breaks_its_tests_and_no_other(ProviderFault fault) {
    assertThat(ContractRun.of(Suite.class, fault).failures())
        .containsExactlyInAnyOrderElementsOf(fault.brokenTests());
  }

  @Test
  void each_test_is_broken_by_a_fault() {
    Set<String> broken =
        Arrays.stream(ProviderFault.values())
            .flatMap(fault -> fault.brokenTests().stream())
            .collect(Collectors.toSet());

    assertThat(broken).isEqualTo(ContractRun.of(Suite.class, ProviderFault.NONE).tests());
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMES_WITHOUT_CASE", "SIMULTANEOUS_REGISTRATION", "DISTINCT_TOKENS"})
  void declared_gap_that_is_there_passes(Promise promise) {
    ContractRun run = ContractRun.of(SuiteWithGap.class, faultAgainst(promise), promise);

    assertThat(run.tests()).isNotEmpty();
    assertThat(run.failures()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NAMES_WITHOUT_CASE", "SIMULTANEOUS_REGISTRATION", "DISTINCT_TOKENS"})
  void declared_gap_that_has_closed_fails_and_says_what_was_declared(Promise promise) {
    ContractRun run = ContractRun.of(SuiteWithGap.class, ProviderFault.NONE, promise);

    assertThat(run.failures()).isEqualTo(faultAgainst(promise).brokenTests());
    assertThat(run.messages())
        .singleElement()
        .asString()
        .contains(promise.name(), REASON, "has closed: remove its declaration");
  }

  private static ProviderFault faultAgainst(Promise promise) {
    return switch (promise) {
      case NAMES_WITHOUT_CASE -> ProviderFault.COMPARES_NAMES_WITH_CASE;
      case SIMULTANEOUS_REGISTRATION -> ProviderFault.LOOKS_BEFORE_IT_ADDS;
      case DISTINCT_TOKENS -> ProviderFault.GIVES_THE_SAME_TOKENS_AGAIN;
      default -> throw new IllegalArgumentException("another contract's: " + promise);
    };
  }

  @ExtendWith(ContractRun.Choices.class)
  static class Suite extends IdentityProviderContract {
    private final ModelIdentityProvider provider;

    Suite(ProviderFault fault) {
      this.provider = fault.provider();
    }

    @Override
    protected IdentityProvider provider() {
      return provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return provider;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return null;
    }
  }

  static final class SuiteWithGap extends Suite {
    private final Promise gap;

    SuiteWithGap(ProviderFault fault, Promise gap) {
      super(fault);
      this.gap = gap;
    }

    @Override
    protected Map<Promise, String> gaps() {
      return Map.of(gap, REASON);
    }
  }
}
