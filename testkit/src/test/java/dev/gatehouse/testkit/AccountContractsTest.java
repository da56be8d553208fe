package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts of a provider's roles notice what a provider does wrong. */
final class AccountContractsTest {
  private static final String REASON = "the vendor has known since 2019";
  private static final List<Class<?>> SUITES =
      List.of(Sessions.class, Passwords.class, Profiles.class, Registrations.class, Totp.class);

  @ParameterizedTest
  @EnumSource
  void each_fault_breaks_its_tests_and_no_other(AccountFault fault) {
    assertThat(failures(fault)).isEqualTo(fault.brokenTests());
  }

  @Test
  void each_test_is_broken_by_a_fault() {
    Set<String> broken =
        Arrays.stream(AccountFault.values())
            .flatMap(fault -> fault.brokenTests().stream())
            .collect(Collectors.toSet());

    assertThat(broken).isEqualTo(all(suite -> run(suite, AccountFault.NONE).tests()));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NAMES_WITHOUT_CASE", "SIMULTANEOUS_REGISTRATION", "DISTINCT_TOKENS"})
  void declared_gap_passes_while_it_is_there_and_fails_once_it_has_closed(Promise promise) {
    for (Class<?> suite : SUITES) {
      ContractRun closed = run(suite, AccountFault.NONE, promise);
      Set<String> using = closed.failures();
      if (!using.isEmpty()) {
        assertThat(closed.messages())
            .allMatch(message -> message.contains("has closed: remove its declaration"))
            .allMatch(message -> message.contains(promise.name()) && message.contains(REASON));
        assertThat(run(suite, faultAgainst(promise), promise).failures())
            .doesNotContainAnyElementsOf(using);
      }
    }
    assertThat(all(suite -> run(suite, AccountFault.NONE, promise).failures())).isNotEmpty();
  }

  private static AccountFault faultAgainst(Promise promise) {
    return switch (promise) {
      case ORIGIN_OF_REFRESHED_TOKENS -> AccountFault.REFRESHED_TOKENS_LOSE_THEIR_ORIGIN;
      case END_OF_ALL_SESSIONS -> AccountFault.END_OF_ALL_SPARES_THE_CALLER;
      case END_OF_ACCESS -> AccountFault.ACCESS_OUTLIVES_ITS_SESSION;
      case RESET_ENDS_SESSIONS -> AccountFault.RESET_LEAVES_SESSIONS;
      case FORMER_CODES_END -> AccountFault.FORMER_CODES_STAY_GOOD;
      case VERIFICATION_BEFORE_CHANGE -> AccountFault.CHANGES_ADDRESSES_AT_ONCE;
      case CONFIRMED_ADDRESS_IS_VERIFIED -> AccountFault.CONFIRMED_ADDRESS_STAYS_UNVERIFIED;
      case AUTHENTICATOR_APPS -> AccountFault.NEVER_ASKS_FOR_THE_APP;
      case RESENT_CODE -> AccountFault.RESENDS_TO_NOBODY_WHO_WAITS;
      case NAMES_WITHOUT_CASE, SIMULTANEOUS_REGISTRATION, DISTINCT_TOKENS ->
          throw new IllegalArgumentException("another contract's: " + promise);
    };
  }

  private static Set<String> failures(AccountFault fault) {
    return all(suite -> run(suite, fault).failures());
  }

  private static Set<String> all(Function<Class<?>, Set<String>> ofSuite) {
    return SUITES.stream()
        .flatMap(suite -> ofSuite.apply(suite).stream())
        .collect(Collectors.toSet());
  }

  private static ContractRun run(Class<?> suite, AccountFault fault) {
    return ContractRun.of(suite, fault, Gap.NONE);
  }

  private static ContractRun run(Class<?> suite, AccountFault fault, Promise gap) {
    return ContractRun.of(suite, fault, Gap.valueOf(gap.name()));
  }

  /** A promise, or none. */
  enum Gap {
    NONE,
    ORIGIN_OF_REFRESHED_TOKENS,
    END_OF_ALL_SESSIONS,
    END_OF_ACCESS,
    RESET_ENDS_SESSIONS,
    FORMER_CODES_END,
    VERIFICATION_BEFORE_CHANGE,
    CONFIRMED_ADDRESS_IS_VERIFIED,
    RESENT_CODE,
    AUTHENTICATOR_APPS;

    private Map<Promise, String> gaps() {
      return this == NONE ? Map.of() : Map.of(Promise.valueOf(name()), REASON);
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Sessions extends SessionKeeperContract {
    private final ModelAccounts model;
    private final Gap gap;

    Sessions(AccountFault fault, Gap gap) {
      this.model = new ModelAccounts(fault, RegistrationConfirmation.AUTO);
      this.gap = gap;
    }

    @Override
    protected IdentityProvider provider() {
      return model;
    }

    @Override
    protected TokenVerifier verifier() {
      return model;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return model.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return gap.gaps();
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Passwords extends PasswordKeeperContract {
    private final ModelAccounts model;
    private final Gap gap;

    Passwords(AccountFault fault, Gap gap) {
      this.model = new ModelAccounts(fault, RegistrationConfirmation.AUTO);
      this.gap = gap;
    }

    @Override
    protected IdentityProvider provider() {
      return model;
    }

    @Override
    protected TokenVerifier verifier() {
      return model;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return model.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return gap.gaps();
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Profiles extends ProfileKeeperContract {
    private final ModelAccounts model;
    private final Gap gap;

    Profiles(AccountFault fault, Gap gap) {
      this.model = new ModelAccounts(fault, RegistrationConfirmation.AUTO);
      this.gap = gap;
    }

    @Override
    protected IdentityProvider provider() {
      return model;
    }

    @Override
    protected TokenVerifier verifier() {
      return model;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return model.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return gap.gaps();
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Registrations extends RegistrationCodeContract {
    private final ModelAccounts model;
    private final Gap gap;

    Registrations(AccountFault fault, Gap gap) {
      this.model = new ModelAccounts(fault, RegistrationConfirmation.CODE);
      this.gap = gap;
    }

    @Override
    protected IdentityProvider provider() {
      return model;
    }

    @Override
    protected TokenVerifier verifier() {
      return model;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return model.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return gap.gaps();
    }
  }

  @ExtendWith(ContractRun.Choices.class)
  static final class Totp extends TotpKeeperContract {
    private final ModelAccounts model;
    private final Gap gap;

    Totp(AccountFault fault, Gap gap) {
      this.model = new ModelAccounts(fault, RegistrationConfirmation.AUTO);
      this.gap = gap;
    }

    @Override
    protected IdentityProvider provider() {
      return model;
    }

    @Override
    protected TokenVerifier verifier() {
      return model;
    }

    @Override
    protected InstantSource clock() {
      return ModelAccounts.CLOCK;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return model.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return gap.gaps();
    }
  }
}
