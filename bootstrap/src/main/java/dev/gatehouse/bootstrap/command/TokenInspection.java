package dev.gatehouse.bootstrap.command;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.TrustedIssuers;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.UnverifiedClaims;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command {@code token inspect}: verifies a token and explains a refusal. */
final class TokenInspection {
  /** More than the largest token, which the verifier refuses. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final int SHOWN_CHARACTERS = 200;
  private static final List<String> HEADER = List.of("alg", "kid", "typ");
  private static final List<String> CLAIMS =
      List.of(
          "iss",
          "aud",
          "client_id",
          "token_use",
          "sub",
          "cognito:username",
          "username",
          "iat",
          "nbf",
          "exp",
          "origin_jti");
  private static final List<String> TIMES = List.of("iat", "nbf", "exp");

  private final Terminal terminal;

  TokenInspection(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Reads a token, verifies it like the server, and prints the result. */
  int run(Settings settings) {
    settings.proxy().install();
    String text = token();
    return switch (settings.provider()) {
      case ProviderSettings.Embedded(var embedded) -> {
        refuseWithoutUsers(embedded);
        SqliteLibrary.prepare(System.getProperties(), embedded.dataDirectory());
        try (EmbeddedIdentityProvider provider =
            EmbeddedIdentityProvider.in(embedded, InstantSource.system()).open()) {
          yield inspect(text, settings, List.of(TrustedIssuers.own(provider)));
        }
      }
      case ProviderSettings.Cognito pool -> inspect(text, settings, TrustedIssuers.of(pool));
    };
  }

  private String token() {
    String text = terminal.readText(MAX_BYTES);
    if (text.isEmpty()) {
      throw CommandFailedException.wrongUse("there is no token on the standard input");
    }
    return text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7).strip() : text;
  }

  /** A command does not create a provider. */
  static void refuseWithoutUsers(EmbeddedSettings embedded) {
    if (!Files.exists(embedded.dataDirectory().resolve("gatehouse.db"))) {
      throw CommandFailedException.failed(
          "there is no provider in " + embedded.dataDirectory() + " (DATA_DIR)");
    }
  }

  private int inspect(String text, Settings settings, List<TrustedIssuer> issuers) {
    try (JwksTokenVerifier verifier =
        new JwksTokenVerifier(
            issuers, settings.verifier(), InstantSource.system(), RandomGenerator.getDefault())) {
      return switch (verifier.verify(new BearerToken(text), settings.acceptedTokens())) {
        case VerificationOutcome.Verified(var claims) -> {
          print(terminal.styled("bold,fg(green)", "accepted"), accepted(claims));
          tell(UnverifiedClaims.read(text));
          yield ExitCode.DONE;
        }
        case VerificationOutcome.Refused(var reason) -> {
          UnverifiedClaims token = UnverifiedClaims.read(text);
          RefusalExplanation explanation = RefusalExplanation.of(reason);
          print(terminal.styled("bold,fg(red)", "refused"), reason.code());
          print("meaning", explanation.meaning());
          print("remedy", explanation.remedy());
          print(
              "trusted",
              issuers.stream().map(TrustedIssuer::issuer).collect(Collectors.joining(", "))
                  + " for "
                  + issuers.getFirst().clientIds().stream().collect(Collectors.joining(", "))
                  + ", "
                  + settings.acceptedTokens().stream()
                      .map(use -> use.name().toLowerCase(Locale.ROOT))
                      .sorted()
                      .collect(Collectors.joining(" and "))
                  + " tokens");
          tell(token);
          yield ExitCode.FAILED;
        }
      };
    } catch (IdentityProviderUnavailableException e) {
      throw CommandFailedException.failed("cannot verify the token: " + e.getMessage());
    }
  }

  private static String accepted(VerifiedClaims claims) {
    Duration left = Duration.between(Instant.now(), claims.expiresAt());
    return "%s token of %s, for another %d min"
        .formatted(
            claims.use() == TokenUse.ID ? "an ID" : "an access",
            Terminal.harmless(claims.identity().username().value()),
            Math.max(0, left.toMinutes()));
  }

  /** Prints the claims of a token that is not verified, so they may be invented. */
  private void tell(UnverifiedClaims token) {
    print("header", members(token.header(), HEADER));
    print("claims", members(token.claims(), CLAIMS));
  }

  private static String members(Map<String, Object> object, List<String> names) {
    String members =
        names.stream()
            .filter(object::containsKey)
            .map(name -> name + "=" + shown(name, object.get(name)))
            .collect(Collectors.joining(" "));
    return members.isEmpty() ? "unreadable" : members;
  }

  private static String shown(String name, @Nullable Object value) {
    String text = Terminal.harmless(String.valueOf(value));
    String cut =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
    return TIMES.contains(name) && value instanceof Long seconds ? time(seconds, cut) : cut;
  }

  private static String time(long seconds, String otherwise) {
    return Math.abs(seconds) < Integer.MAX_VALUE * 4L
        ? Instant.ofEpochSecond(seconds).toString()
        : otherwise;
  }

  private void print(String what, String text) {
    terminal.out().println(what + ": " + text);
  }
}
