package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a port's Javadoc names exactly the tests of its contract suite. */
final class PortJavadocTest {
  private static final Path DOMAIN_SOURCES = Path.of("../domain/src/main/java");
  private static final Pattern LINE_START = Pattern.compile("\\n\\s*\\*\\s*");

  /** A sentence in snake_case has three words or more; the name of a claim has two. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\{@code ([a-z0-9]+(?:_[a-z0-9]+){2,})}");

  static Stream<Arguments> ports() {
    return Stream.of(
        arguments(
            List.of(Registrations.class, Logins.class, Totp.class),
            List.of(
                RegistrationsContract.class,
                RegistrationCodeContract.class,
                LoginsContract.class,
                TotpContract.class)),
        arguments(List.of(Sessions.class), List.of(SessionsContract.class)),
        arguments(List.of(Passwords.class), List.of(PasswordsContract.class)),
        arguments(List.of(Profiles.class), List.of(ProfilesContract.class)),
        arguments(
            List.of(TokenVerifier.class),
            List.of(TokenVerifierContract.class, OptionalClaimsContract.class)),
        arguments(List.of(RevokedTokens.class), List.of(RevokedTokensContract.class)),
        arguments(List.of(AttemptLimiter.class), List.of(AttemptLimiterContract.class)),
        arguments(List.of(KnownAddresses.class), List.of(KnownAddressesContract.class)),
        arguments(
            List.of(UserEventInboxes.class, UserEvents.class), List.of(UserEventsContract.class)),
        arguments(List.of(ChallengeSessions.class), List.of(ChallengeSessionsContract.class)));
  }

  @ParameterizedTest
  @MethodSource("ports")
  void ports_name_the_tests_of_their_contracts(List<Class<?>> ports, List<Class<?>> contracts) {
    assertThat(ports.stream().flatMap(PortJavadocTest::namedIn).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            contracts.stream().flatMap(PortJavadocTest::testsOf).toList());
  }

  private static Stream<String> namedIn(Class<?> port) {
    Path source = DOMAIN_SOURCES.resolve(port.getName().replace('.', '/') + ".java");
    try {
      return SENTENCE
          .matcher(LINE_START.matcher(Files.readString(source)).replaceAll(" "))
          .results()
          .map(result -> result.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> testsOf(Class<?> suite) {
    return Arrays.stream(suite.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getName());
  }
}
