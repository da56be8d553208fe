package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.NpmPackage;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that another verifier, {@code aws-jwt-verify}, accepts tokens of the embedded provider.
 */
@RequiresTool(Tool.NODE)
final class InteroperabilityTest {
  private static final String CLIENT = EmbeddedIdentityProvider.CLIENT_ID;
  private static final String PACKAGE = "aws-jwt-verify";
  private static final Duration VERIFIES_WITHIN = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final Gatehouse gatehouse = Gatehouse.inMemory().open();
  private final EmbeddedIdentityProvider provider = Objects.requireNonNull(gatehouse.embedded());
  private String id = "";
  private String access = "";

  @BeforeEach
  void log_in() {
    Tokens tokens = gatehouse.testUser("Alice").tokens();
    id = tokens.idToken().reveal();
    access = tokens.accessToken().reveal();
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  @Test
  void library_accepts_tokens_of_a_login() throws Exception {
    assertThat(verify(CLIENT, line("id", id), line("access", access)))
        .containsExactly("verified id of Alice", "verified access of Alice");
  }

  @Test
  void library_refuses_token_for_another_use() throws Exception {
    assertThat(verify(CLIENT, line("access", id), line("id", access)))
        .noneMatch(answer -> answer.startsWith("verified"))
        .hasSize(2);
  }

  @Test
  void library_refuses_token_for_another_client() throws Exception {
    assertThat(verify("another", line("id", id), line("access", access)))
        .noneMatch(answer -> answer.startsWith("verified"))
        .hasSize(2);
  }

  @Test
  void library_refuses_changed_token() throws Exception {
    assertThat(verify(CLIENT, line("id", changed(id)), line("access", changed(access))))
        .allMatch(answer -> answer.startsWith("JwtInvalidSignatureError"))
        .hasSize(2);
  }

  @Test
  void library_refuses_token_with_key_set_of_another_issuer() throws Exception {
    String keySet = new TokenMint(provider.issuer(), "another-key").keySet();

    assertThat(verify(CLIENT, keySet, List.of(line("id", id), line("access", access))))
        .allMatch(answer -> answer.startsWith("KidNotFoundInJwksError"))
        .hasSize(2);
  }

  /** Changes the first character of the signature, because all of its bits are significant. */
  private static String changed(String token) {
    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';
    return token.substring(0, signature) + first + token.substring(signature + 1);
  }

  private static String line(String use, String token) {
    return "{\"use\":\"" + use + "\",\"token\":\"" + token + "\"}";
  }

  private List<String> verify(String clientId, String... tokens) throws Exception {
    return verify(clientId, provider.keySet(), List.of(tokens));
  }

  private List<String> verify(String clientId, String keySet, List<String> tokens)
      throws IOException, URISyntaxException {
    Path input = folder.resolve("input");
    Files.writeString(
        input,
        "{\"issuer\":\"%s\",\"clientId\":\"%s\",\"keySet\":%s,\"tokens\":[%s]}"
            .formatted(provider.issuer(), clientId, keySet, String.join(",", tokens)));
    Path script =
        Path.of(Objects.requireNonNull(getClass().getResource(PACKAGE + "/verify.cjs")).toURI());
    ProcessBuilder node =
        new ProcessBuilder("node", script.toString()).redirectInput(input.toFile());
    node.environment()
        .put("NODE_PATH", NpmPackage.ofThisBuild(getClass(), PACKAGE).modules().toString());
    Execution execution = Execution.of(node, VERIFIES_WITHIN);
    assertThat(execution.exitCode()).as(execution.errors()).isZero();
    return execution.output().lines().toList();
  }
}
