package dev.gatehouse.harness.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that some tests need and that may be missing on a machine. */
public enum Tool {
  /** Node.js with npm: runs {@link CognitoLocal} and other packages from npm. */
  NODE("Node.js", 20, "https://nodejs.org/en/download", "node", "npm"),

  /** The AWS CLI, in its first or second major version: runs the scripts. */
  AWS_CLI(
      "AWS CLI",
      1,
      "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
      "aws"),

  /** ShellCheck: checks the scripts. */
  SHELLCHECK("ShellCheck", 0, "https://www.shellcheck.net", "shellcheck"),

  /** Prometheus' promtool: checks the alert rules. */
  PROMTOOL("promtool", 2, "https://prometheus.io/download", "promtool"),

  /** Chromium without a window: opens the pages. */
  CHROMIUM(
      "Chromium", 100, "https://www.chromium.org/getting-involved/download-chromium", "chromium"),

  /** nginx: a proxy before the server. */
  NGINX("nginx", 1, "https://nginx.org/en/download.html", "nginx"),

  /** HAProxy: a load balancer before several nodes. */
  HAPROXY("HAProxy", 2, "https://www.haproxy.org/#down", "haproxy"),

  /** Redis: the store that nodes share. */
  REDIS(
      "Redis",
      7,
      "https://redis.io/docs/latest/operate/oss_and_stack/install",
      "redis-server",
      "redis-cli"),

  /** systemd-analyze: checks the systemd units. */
  SYSTEMD_ANALYZE("systemd-analyze", 249, "https://systemd.io", "systemd-analyze");

  private static final Pattern MAJOR_VERSION = Pattern.compile("(\\d+)\\.\\d");
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  private final String title;
  private final int leastMajorVersion;
  private final String source;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> programs;

  /** The first program reports the version. */
  Tool(String title, int leastMajorVersion, String source, String... programs) {
    this.title = title;
    this.leastMajorVersion = leastMajorVersion;
    this.source = source;
    this.programs = List.of(programs);
  }

  /**
   * Returns one line that says what is missing and how to get it; empty if the tool is installed.
   *
   * @param environment the machine's environment variables; programs are searched for on its {@code
   *     PATH}
   */
  public Optional<String> lack(Map<String, String> environment) {
    for (String program : programs) {
      if (find(program, environment).isEmpty()) {
        return Optional.of(lack("'" + program + "' is not on the PATH"));
      }
    }
    Path program = find(programs.getFirst(), environment).orElseThrow();
    OptionalInt version = majorVersion(program, environment);
    if (version.isEmpty()) {
      return Optional.of(lack(program + " does not report its version"));
    }
    if (version.getAsInt() < leastMajorVersion) {
      return Optional.of(lack("%s has version %d".formatted(program, version.getAsInt())));
    }
    return Optional.empty();
  }

  private String lack(String finding) {
    String wanted = leastMajorVersion > 1 ? title + " " + leastMajorVersion + " or newer" : title;
    return "%s is missing (%s); to get it: %s".formatted(wanted, finding, source);
  }

  private static Optional<Path> find(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private OptionalInt majorVersion(Path program, Map<String, String> environment) {
    ProcessBuilder asking =
        new ProcessBuilder(
            program.toString(), this == NGINX || this == HAPROXY ? "-v" : "--version");
    asking.environment().clear();
    asking.environment().putAll(environment);
    try {
      Execution answer = Execution.of(asking, ANSWERS_WITHIN);
      // AWS CLI 1 on Python 2 writes its version to standard error.
      Matcher version = MAJOR_VERSION.matcher(answer.output() + answer.errors());
      return answer.exitCode() == 0 && version.find()
          ? OptionalInt.of(Integer.parseInt(version.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
