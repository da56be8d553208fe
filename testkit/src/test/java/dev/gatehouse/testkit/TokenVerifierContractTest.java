package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.testkit.ModelTokenVerifier.Trust;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenVerifierContractTest {
  @ParameterizedTest
  @EnumSource
  void each_fault_breaks_its_tests_and_no_other(VerifierFault fault) {
    assertThat(ContractRun.of(Suite.class, fault).failures())
        .containsExactlyInAnyOrderElementsOf(fault.brokenTests());
  }

  @Test
  void each_test_is_broken_by_a_fault() {
    Set<String> broken =
        Arrays.stream(VerifierFault.values())
            .flatMap(fault -> fault.brokenTests().stream())
            .collect(Collectors.toSet());

    assertThat(broken).isEqualTo(ContractRun.of(Suite.class, VerifierFault.NONE).tests());
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Suite extends TokenVerifierContract {
    private final VerifierFault fault;

    Suite(VerifierFault fault) {
      this.fault = fault;
    }

    @Override
    protected TokenVerifier verifier(
        Supplier<String> keySet, String issuer, String clientId, InstantSource clock) {
      return fault.verifier(new Trust(keySet, issuer, clientId, clock));
    }
  }
}
