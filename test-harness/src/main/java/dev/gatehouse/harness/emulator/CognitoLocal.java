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
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An emulator of Amazon Cognito on this machine: the npm package {@code cognito-local}. It runs as
 * a separate process on a free port of the loopback interface.
 *
 * <p>It starts in an empty folder and without a user pool. Emulators share no data. The process
 * ends with {@link #close()}, or when this JVM ends or is killed. Mark tests that start an emulator
 * with {@code @RequiresTool(Tool.NODE)}.
 *
 * <p>It differs from Cognito: user names are always case-sensitive, there is no password policy,
 * any AWS credentials are accepted, and {@code ExpiresIn} and {@code TokenType} are missing in the
 * response to a login.
 */
public final class CognitoLocal implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final Pattern LISTENING = Pattern.compile("running on (http://[0-9.]+:\\d+)");

  /** Ends the emulator when its standard input closes, which happens when this JVM ends. */
  private static final String END_WITH_PARENT =
      "data:text/javascript,process.stdin.on('end',()=>process.exit()).resume()";

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
   * Starts an emulator and waits until it listens. The first start of a build installs the package.
   *
   * @throws IllegalStateException if this machine lacks Node.js
   * @throws UncheckedIOException if it can't be installed or does not start
   */
  public static CognitoLocal start() {
    return start(CognitoLocalSettings.withoutTriggers());
  }

  /**
   * Starts an emulator that calls the function {@code migration} for users whom a pool does not
   * have, when they log in with a password.
   *
   * @param lambda the URL of an API with the operation {@code Invoke} of AWS Lambda
   */
  public static CognitoLocal startWithMigration(URI lambda) {
    return start(CognitoLocalSettings.withMigration(lambda));
  }

  private static CognitoLocal start(String settings) {
    String lack = Tool.NODE.lack(System.getenv()).orElse(null);
    if (lack != null) {
      throw new IllegalStateException(lack);
    }
    try {
      NpmPackage emulator = NpmPackage.ofThisBuild(CognitoLocal.class, "cognito-local");
      return start(emulator.modules().resolve("cognito-local/lib/bin/start.js"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CognitoLocal start(Path program, String settings) throws IOException {
    Path folder = Files.createTempDirectory("cognito-local");
    Path log = folder.resolve("log");
    Path configuration = folder.resolve(".cognito/config.json");
    Files.createDirectories(configuration.getParent());
    Files.writeString(configuration, settings);
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

  /** Waits until the emulator logs its address. */
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
    throw new IOException("the emulator did not start; its output:\n" + Files.readString(log));
  }

  /** Returns the emulator's address: {@code http://127.0.0.1:<port>}. */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Creates a user pool with a client. The client has no secret, and may log in with a password.
   */
  public UserPool createUserPool() {
    String userPoolId =
        create(
            "UserPool",
            "Id",
            """
            {
              "PoolName": "test",
              "UsernameConfiguration": {"CaseSensitive": false},
              "AutoVerifiedAttributes": ["email"]
            }
            """);
    String clientId =
        create(
            "UserPoolClient",
            "ClientId",
            """
            {
              "UserPoolId": "%s",
              "ClientName": "test",
              "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
            }
            """
                .formatted(userPoolId));
    return new UserPool(
        userPoolId,
        clientId,
        CognitoLocalSettings.ISSUER_DOMAIN + "/" + userPoolId,
        endpoint.resolve("/" + userPoolId + "/.well-known/jwks.json"));
  }

  /** Creates something and returns its id, which is the value of a field of the output. */
  private String create(String type, String field, String input) {
    String output = call("Create" + type, input);
    Matcher id = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(field)).matcher(output);
    if (!id.find()) {
      throw new IllegalStateException("no " + field + " in " + output);
    }
    return id.group(1);
  }

  /**
   * Calls one operation of Cognito's API.
   *
   * @param operation the name of the operation, such as {@code ListUsers}
   * @param input the input, a JSON object
   * @return the output, a JSON object
   * @throws IllegalStateException if the emulator returns an error
   * @throws UncheckedIOException if the emulator does not respond
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
   * Returns the JSON file with a pool's users. It also contains the codes that the real service
   * would send.
   */
  public Path users(UserPool pool) {
    return folder.resolve(".cognito/db/" + pool.userPoolId() + ".json");
  }

  /** Returns the emulator's process. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the emulator and deletes its files. Later calls do nothing. */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN)) {
        process.destroyForcibly().waitFor();
      }
      Folders.delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A user pool of an emulator, with a client.
   *
   * @param userPoolId the pool's id
   * @param clientId the id of a client that has no secret
   * @param issuer the {@code iss} of the pool's tokens; there is no server at this address
   * @param jwksUrl the address of the key set for the tokens
   */
  public record UserPool(String userPoolId, String clientId, String issuer, URI jwksUrl) {}
}
