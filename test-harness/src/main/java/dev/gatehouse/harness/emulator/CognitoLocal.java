package dev.gatehouse.harness.emulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An emulator of Amazon Cognito on this machine: the npm package {@code cognito-local}, as a
 * process of its own on a free port of the loopback interface.
 *
 * <p>It starts without a pool, in an empty folder, and knows nothing of other emulators. The
 * process ends with {@link #close()}, or with this JVM, however that ends. Tests that start one are
 * marked with {@code @RequiresTool(Tool.NODE)}.
 *
 * <p>What it is not: it compares user names with case whatever the pool says, has no password
 * policy, accepts any credentials, and leaves {@code ExpiresIn} and {@code TokenType} out of the
 * answer to a login.
 */
public final class CognitoLocal implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final Pattern LISTENING = Pattern.compile("running on (http://[0-9.]+:\\d+)");
  private static final Pattern POOL_ID = Pattern.compile("\"Id\":\"([^\"]+)\"");
  private static final Pattern CLIENT_ID = Pattern.compile("\"ClientId\":\"([^\"]+)\"");

  /** Ends the emulator with its standard input, which ends when the JVM that holds it is gone. */
  private static final String END_WITH_PARENT =
      "data:text/javascript,process.stdin.on('end',()=>process.exit()).resume()";

  /** Fixed, where the emulator's default names its port, which is known only once it runs. */
  private static final String ISSUER_DOMAIN = "http://cognito-local.test";

  /** Users have names, where the emulator's default is to name them by e-mail address. */
  private static final String CONFIGURATION =
      """
      {
        "UserPoolDefaults": {"UsernameAttributes": []},
        "TokenConfig": {"IssuerDomain": "%s"}
      }
      """
          .formatted(ISSUER_DOMAIN);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private final URI endpoint;

  private CognitoLocal(Path folder, Process process, URI endpoint) {
    this.folder = folder;
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts an emulator and waits until it listens; the first start of a build installs it.
   *
   * @throws IllegalStateException if this machine lacks Node.js
   * @throws UncheckedIOException if it can't be installed or does not start
   */
  public static CognitoLocal start() {
    Tool.NODE
        .lack(System.getenv())
        .ifPresent(
            lack -> {
              throw new IllegalStateException(lack);
            });
    try {
      NpmPackage emulator = NpmPackage.ofThisBuild(CognitoLocal.class, "cognito-local");
      return start(emulator.modules().resolve("cognito-local/lib/bin/start.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CognitoLocal start(Path program) throws IOException {
    Path folder = Files.createTempDirectory("cognito-local");
    Path log = folder.resolve("log");
    Path configuration = folder.resolve(".cognito/config.json");
    Files.createDirectories(configuration.getParent());
    Files.writeString(configuration, CONFIGURATION);
    ProcessBuilder builder =
        new ProcessBuilder("node", "--import", END_WITH_PARENT, program.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("HOST", "127.0.0.1");
    builder.environment().put("PORT", "0");
    Process process = builder.start();
    return new CognitoLocal(folder, process, listening(process, log));
  }

  /** Waits for the emulator to say where it listens. */
  private static URI listening(Process process, Path log) throws IOException {
    long start = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - start < STARTS_WITHIN.toNanos()) {
      Matcher line = LISTENING.matcher(Files.readString(log));
      if (line.find()) {
        return URI.create(line.group(1));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    process.destroyForcibly();
    throw new IOException("the emulator did not start; it said:\n" + Files.readString(log));
  }

  /** Where it listens: {@code http://127.0.0.1:<port>}. */
  public URI endpoint() {
    return endpoint;
  }

  /** Creates a pool, and a client of it without a secret that may log in with a password. */
  public UserPool createUserPool() {
    String userPoolId =
        first(
            POOL_ID,
            call(
                "CreateUserPool",
                """
                {
                  "PoolName": "test",
                  "UsernameConfiguration": {"CaseSensitive": false},
                  "AutoVerifiedAttributes": ["email"]
                }
                """));
    String clientId =
        first(
            CLIENT_ID,
            call(
                "CreateUserPoolClient",
                """
                {
                  "UserPoolId": "%s",
                  "ClientName": "test",
                  "ExplicitAuthFlows":
                    ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
                }
                """
                    .formatted(userPoolId)));
    return new UserPool(
        userPoolId,
        clientId,
        ISSUER_DOMAIN + "/" + userPoolId,
        endpoint.resolve("/" + userPoolId + "/.well-known/jwks.json"));
  }

  private static String first(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + answer);
    }
    return matcher.group(1);
  }

  /**
   * Carries out one operation of Cognito's API.
   *
   * @param operation its name, such as {@code ListUsers}
   * @param input its input, a JSON object
   * @return its output, a JSON object
   * @throws IllegalStateException if the emulator answers with an error
   * @throws UncheckedIOException if the emulator does not answer
   */
  public String call(String operation, String input) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWERS_WITHIN)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .POST(BodyPublishers.ofString(input))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + " failed: " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(operation + " was interrupted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file that holds a pool's users, as JSON; the codes that the emulator would have sent are in
   * there.
   */
  public Path users(UserPool pool) {
    return folder.resolve(".cognito/db/" + pool.userPoolId() + ".json");
  }

  /** The emulator's process. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the emulator and deletes what it kept; does nothing when that is done. */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN)) {
        process.destroyForcibly().waitFor();
      }
      delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * A pool of an emulator, and a client of it.
   *
   * @param userPoolId the pool's id
   * @param clientId the id of a client that has no secret
   * @param issuer the {@code iss} of the pool's tokens; not an address that answers
   * @param jwksUrl where the emulator publishes the keys that the tokens are signed with
   */
  public record UserPool(String userPoolId, String clientId, String issuer, URI jwksUrl) {}
}
