package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.PasswordKeeper;
import dev.gatehouse.domain.port.ProfileKeeper;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.SessionKeeper;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.TotpKeeper;
import dev.gatehouse.domain.port.UsualAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A port's Javadoc and its contract suite name the same promises. */
final class PortJavadocTest {
  private static final Path DOMAIN_SOURCES = Path.of("../domain/src/main/java");
  private static final Pattern LINE_START = Pattern.compile("\\n\\s*\\*\\s*");

  /** A sentence in snake_case has three words or more; the name of a claim has two. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\{@code ([a-z0-9]+(?:_[a-z0-9]+){2,})}");

  @Test
  void identity_provider_and_totp_keeper_name_the_tests_of_their_contracts() throws IOException {
    Set<String> named = new HashSet<>(namedIn(IdentityProvider.class));
    named.addAll(namedIn(TotpKeeper.class));

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    IdentityProviderContract.class,
                    RegistrationCodeContract.class,
                    TotpKeeperContract.class)
                .flatMap(contract -> testsOf(contract).stream())
                .collect(Collectors.toSet()));
  }

  @Test
  void session_keeper_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(SessionKeeper.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(SessionKeeperContract.class));
  }

  @Test
  void password_keeper_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(PasswordKeeper.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(PasswordKeeperContract.class));
  }

  @Test
  void profile_keeper_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(ProfileKeeper.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(ProfileKeeperContract.class));
  }

  @Test
  void token_verifier_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(TokenVerifier.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(TokenVerifierContract.class));
  }

  @Test
  void revoked_tokens_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(RevokedTokens.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(RevokedTokensContract.class));
  }

  @Test
  void attempt_limiter_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(AttemptLimiter.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(AttemptLimiterContract.class));
  }

  @Test
  void usual_addresses_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(UsualAddresses.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(UsualAddressesContract.class));
  }

  @Test
  void challenge_sessions_names_the_tests_of_its_contract() throws IOException {
    assertThat(namedIn(ChallengeSessions.class))
        .containsExactlyInAnyOrderElementsOf(testsOf(ChallengeSessionsContract.class));
  }

  private static Set<String> namedIn(Class<?> port) throws IOException {
    String source =
        Files.readString(DOMAIN_SOURCES.resolve(port.getName().replace('.', '/') + ".java"));
    return SENTENCE
        .matcher(LINE_START.matcher(source).replaceAll(" "))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> testsOf(Class<?> suite) {
    return Arrays.stream(suite.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getName())
        .collect(Collectors.toSet());
  }
}
