package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the contracts detect each fault of an implementation. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class ContractsTest {
  private static final String REASON = "the vendor has known since 2019";

  static Stream<Arguments> contracts() {
    return Stream.of(
        arguments(Provider.class, List.of(ProviderFault.values())),
        arguments(Limiter.class, List.of(LimiterFault.values())),
        arguments(Revocations.class, List.of(RevokedTokensFault.values())),
        arguments(Verifier.class, List.of(VerifierFault.values())));
  }

  static Stream<Arguments> faults() {
    return contracts()
        .flatMap(
            contract ->
                ((List<?>) contract.get()[1])
                    .stream().map(fault -> arguments(contract.get()[0], fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void each_fault_breaks_exactly_its_tests(Class<?> suite, Fault fault) {
    Set<String> failures = ContractRun.of(suite, fault).failures();

    if (fault.hindersOtherTests()) {
      assertThat(failures).containsAll(fault.brokenTests());
    } else {
      assertThat(failures).isEqualTo(fault.brokenTests());
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void each_test_is_broken_by_a_fault(Class<?> suite, List<Fault> faults) {
    Set<String> broken =
        faults.stream().flatMap(fault -> fault.brokenTests().stream()).collect(Collectors.toSet());

    assertThat(broken).isEqualTo(ContractRun.of(suite, faults.getFirst()).tests());
  }

  @Test
  void declared_gap_passes_while_it_exists() {
    ContractRun run =
        ContractRun.of(
            Provider.class,
            ProviderFault.DELETES_NOBODY,
            "deleted_user_cannot_log_in_and_name_is_free");

    assertThat(run.tests()).contains("deleted_user_cannot_log_in_and_name_is_free");
    assertThat(run.failures()).isEmpty();
  }

  @Test
  void closed_gap_fails_and_names_its_declaration() {
    ContractRun run = ContractRun.of(Provider.class, ProviderFault.NONE, "totp_code_works_once");

    assertThat(run.failures()).containsExactly("totp_code_works_once");
    assertThat(run.messages())
        .singleElement()
        .asString()
        .contains("totp_code_works_once", REASON, "has closed: remove its declaration");
  }

  @Test
  void contract_of_an_absent_capability_is_skipped() {
    assertThat(ContractRun.of(Provider.class, ProviderFault.LACKS_TOTP).skipped())
        .isEqualTo(
            Arrays.stream(TotpContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet()));
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Provider extends IdentityProviderContract {
    private final ProviderFault fault;
    private final Map<String, Set<String>> gaps;

    Provider(ProviderFault fault, Set<String> gaps) {
      this.fault = fault;
      this.gaps = Map.of(REASON, gaps);
    }

    @Override
    protected ProviderFixture open(RegistrationConfirmation confirmation) {
      return new ModelFixture(new ModelProvider(fault, confirmation), gaps);
    }
  }

  private record ModelFixture(ModelProvider provider, Map<String, Set<String>> gaps)
      implements ProviderFixture {
    @Override
    public TokenVerifier verifier() {
      return provider.sessions();
    }

    @Override
    public @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return provider.newestCode(address);
    }

    @Override
    public InstantSource clock() {
      return ModelProvider.CLOCK;
    }

    @Override
    public void close() {}
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Limiter extends AttemptLimiterContract {
    private final LimiterFault fault;

    Limiter(LimiterFault fault) {
      this.fault = fault;
    }

    @Override
    protected AttemptLimiter limiter(Limits limits, Ticker ticker) {
      return new ModelLimiter(fault, limits, ticker);
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Revocations extends RevokedTokensContract {
    private final RevokedTokensFault fault;

    Revocations(RevokedTokensFault fault) {
      this.fault = fault;
    }

    @Override
    protected RevokedTokens revokedTokens(InstantSource clock, Ticker ticker) {
      return fault.revokedTokens(clock, ticker);
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Verifier extends TokenVerifierContract {
    private final VerifierFault fault;

    Verifier(VerifierFault fault) {
      this.fault = fault;
    }

    @Override
    protected TokenVerifier verifier(
        Supplier<String> keySet, String issuer, String clientId, InstantSource clock) {
      return new ModelTokenVerifier(fault, keySet, issuer, clientId, clock);
    }
  }
}
