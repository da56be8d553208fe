package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract catches limiters that don't keep it. */
final class AttemptLimiterContractTest {
  @ParameterizedTest
  @EnumSource
  void each_fault_breaks_its_tests_and_no_other(LimiterFault fault) {
    assertThat(ContractRun.of(Suite.class, fault).failures())
        .containsExactlyInAnyOrderElementsOf(fault.brokenTests());
  }

  @Test
  void each_test_is_broken_by_a_fault() {
    Set<String> broken =
        Arrays.stream(LimiterFault.values())
            .flatMap(fault -> fault.brokenTests().stream())
            .collect(Collectors.toSet());

    assertThat(broken).isEqualTo(ContractRun.of(Suite.class, LimiterFault.NONE).tests());
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Suite extends AttemptLimiterContract {
    private final LimiterFault fault;

    Suite(LimiterFault fault) {
      this.fault = fault;
    }

    @Override
    protected AttemptLimiter limiter(InstantSource clock) {
      return new ModelLimiter(fault, clock);
    }
  }
}
