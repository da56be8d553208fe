package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.port.RevokedTokens;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RevokedTokensContractTest {
  @ParameterizedTest
  @EnumSource
  void each_fault_breaks_its_tests_and_no_other(RevokedTokensFault fault) {
    assertThat(ContractRun.of(Suite.class, fault).failures())
        .containsExactlyInAnyOrderElementsOf(fault.brokenTests());
  }

  @Test
  void each_test_is_broken_by_a_fault() {
    Set<String> broken =
        Arrays.stream(RevokedTokensFault.values())
            .flatMap(fault -> fault.brokenTests().stream())
            .collect(Collectors.toSet());

    assertThat(broken).isEqualTo(ContractRun.of(Suite.class, RevokedTokensFault.NONE).tests());
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Suite extends RevokedTokensContract {
    private final RevokedTokensFault fault;

    Suite(RevokedTokensFault fault) {
      this.fault = fault;
    }

    @Override
    protected RevokedTokens revokedTokens(InstantSource clock) {
      return fault.revokedTokens(clock);
    }
  }
}
